package net.leasequery.streams.lookup.question;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.ClientSelector.Kind;

/** Parses clients and ports as people write them. */
public final class ClientText {
    private static final Pattern HARDWARE = Pattern.compile("[0-9a-f]{2}([:-][0-9a-f]{2}){5,19}");
    private static final Pattern DOTTED = Pattern.compile("[0-9a-f]{4}(\\.[0-9a-f]{4}){2}");
    private static final Pattern BARE = Pattern.compile("[0-9a-f]{12}");

    private ClientText() {}

    /**
     * Parses a client: a hardware address in any usual form, {@code hw:<type>/<address>}, {@code id:<hex>},
     * {@code duid:<hex>} with or without {@code /<iaid>}, or a host name; {@code host:<name>} if the name looks like
     * one of the others.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static ClientSelector client(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("host:")) {
            return host(text.substring("host:".length()));
        }
        if (lower.startsWith("hw:")) {
            return hardware(lower.substring(Math.max("hw:".length(), lower.indexOf('/') + 1)));
        }
        if (lower.startsWith("id:")) {
            return new ClientSelector(Kind.CLIENT_ID, digits(lower.substring("id:".length())));
        }
        if (lower.startsWith("duid:")) {
            int slash = lower.indexOf('/');
            return new ClientSelector(
                    Kind.DUID, digits(lower.substring("duid:".length(), slash < 0 ? lower.length() : slash)));
        }
        return isHardware(lower) ? hardware(lower) : host(text);
    }

    /** Whether a text is a hardware address in one of the usual forms. */
    public static boolean isHardware(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return HARDWARE.matcher(lower).matches()
                || DOTTED.matcher(lower).matches()
                || BARE.matcher(lower).matches();
    }

    private static ClientSelector hardware(String lower) {
        if (!isHardware(lower)) {
            throw new IllegalArgumentException("a hardware address is written as aa:bb:cc:dd:ee:ff");
        }
        byte[] octets = HexFormat.of().parseHex(lower.replaceAll("[:.-]", ""));
        return new ClientSelector(
                Kind.HARDWARE_ADDRESS, HexFormat.ofDelimiter(":").formatHex(octets));
    }

    private static ClientSelector host(String name) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a host name has at least one character, and no control characters");
        }
        return new ClientSelector(Kind.HOST_NAME, name.strip());
    }

    /**
     * Parses a port: octets as text, or {@code hex:} and hex digits.
     *
     * @throws IllegalArgumentException if the hex digits are invalid
     */
    public static ClientSelector port(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("hex:")
                ? new ClientSelector(Kind.PORT, digits(lower.substring("hex:".length())))
                : ClientSelector.portNamed(text);
    }

    private static String digits(String text) {
        return text.replaceAll("[:-]", "");
    }
}
