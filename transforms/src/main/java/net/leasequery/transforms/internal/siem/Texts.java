package net.leasequery.transforms.internal.siem;

import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.leasequery.transforms.internal.binding.BindingField;
import net.leasequery.transforms.internal.binding.FieldValues;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/** Texts of names and options in the models. */
final class Texts {

    private static final int LONGEST_NAME = 253;
    private static final int MOST_CHARACTERS = 128;

    private Texts() {}

    /** Whether a name has only letters, digits and inner hyphens between its dots (RFC 1123 section 2.1). */
    static boolean isHostName(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean last = i == name.length() - 1;
            boolean separator = c == '-' || c == '.';
            boolean edge = last || before == '.' || (before == '-' && c == '.');
            if (!isLetterOrDigit(c) && (!separator || edge)) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Returns the client's name if it is a valid host name, else null. */
    static @Nullable String hostName(Lease lease) {
        String name = lease.name();
        return isHostName(name) ? name : null;
    }

    /** Returns all options in one text, by ascending code: {@code {"43":"","124":"0a0b"}}; null if there are none. */
    static @Nullable String options(Lease lease) {
        Object options = lease.options();
        if (options instanceof String json) {
            return json.isEmpty() || json.equals("{}") ? null : json;
        }
        if (!(options instanceof Map<?, ?> map) || map.isEmpty()) {
            return null;
        }
        Map<String, String> sorted = new TreeMap<>(
                (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length()));
        map.forEach((code, octets) -> sorted.put(String.valueOf(code), hex(octets)));
        StringJoiner json = new StringJoiner(",", "{", "}");
        sorted.forEach((code, octets) -> json.add("\"" + code + "\":\"" + octets + "\""));
        return json.toString();
    }

    private static String hex(@Nullable Object octets) {
        return octets == null
                ? ""
                : HexFormat.of().formatHex(FieldValues.octets(BindingField.OPTIONS.fieldName(), octets));
    }

    /**
     * Returns a shortened text without control characters, line separators and characters that change the text
     * direction: a client may call itself anything.
     */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARACTERS)
                .filter(point -> switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                })
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Returns a summary of the lease in one line. */
    static String message(Lease lease) {
        String name = lease.name();
        String client = name == null ? lease.text(BindingField.HARDWARE_ADDRESS) : printable(name);
        String what = switch (lease.change()) {
            case ASSIGNED -> "leased anew";
            case RENEWED -> "renewed";
            case LEASED -> "leased";
            case RELEASED -> "released";
            case EXPIRED -> "expired";
            case ABANDONED -> "abandoned";
            case RESET -> "made free by an operator";
            case AVAILABLE -> "available";
            case REMOTE -> "in the hands of the failover partner";
            case TRANSITIONING -> "between two states";
            case VANISHED -> "no longer known to the server";
            case UNKNOWN -> "in an unknown state";
        };
        String how = lease.isObserved() ? " (as found, not as it happened)" : "";
        return client == null
                ? "DHCP server " + lease.server() + ": " + lease.address() + " " + what + how
                : "DHCP server " + lease.server() + ": " + lease.address() + " " + what + ", client " + client + how;
    }
}
