package net.leasequery.requestor;

import java.util.regex.Pattern;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/**
 * Writes a VPN for records so that no two VPNs have the same text: a named one as its name, one of RFC 2685 as {@code
 * rfc2685:} and 14 hexadecimal digits, one of an unassigned type as {@code type-2:} and hexadecimal digits. In a name,
 * anything that is not printable UTF-8 is escaped octet by octet as {@code \ddd} (decimal). In an escaped name, and in
 * one that could be mistaken for an escaped name, a backslash is {@code \\}. The first letter of a name that looks like
 * one of the other two forms is escaped too. RFC 6607 section 3.5.
 */
final class VpnText {

    private static final String RFC_2685 = "rfc2685:";
    private static final Pattern LIKE_ANOTHER_FORM = Pattern.compile("(?:rfc2685|type-\\d+):.*", Pattern.DOTALL);
    /** Text in which no backslash can be mistaken for an escape. */
    private static final Pattern WITHOUT_ESCAPES = Pattern.compile("(?:[^\\\\]|\\\\(?![\\\\0-9]))*+", Pattern.DOTALL);

    private static final Pattern ESCAPED = Pattern.compile("(?:[^\\\\]|\\\\\\\\|\\\\[0-2]\\d\\d)*+", Pattern.DOTALL);
    private static final char UNREADABLE = '\ufffd';

    private VpnText() {}

    /**
     * Whether a binding can belong to this VPN: "all VPNs" occurs in queries only, and a name must not be empty. RFC
     * 6607 section 3.5.
     */
    static boolean isOneVpn(VirtualSubnet subnet) {
        return switch (subnet.type()) {
            case VirtualSubnet.TYPE_ALL -> false;
            case VirtualSubnet.TYPE_NAME ->
                !subnet.information().withoutTrailingZeros().isEmpty();
            default -> true;
        };
    }

    /** Returns the text of a VPN that is not the global one. */
    static String of(VirtualSubnet subnet) {
        return switch (subnet.type()) {
            case VirtualSubnet.TYPE_NAME -> name(subnet.information().withoutTrailingZeros());
            case VirtualSubnet.TYPE_RFC_2685 -> RFC_2685 + subnet.information().toHex();
            default -> "type-" + subnet.type() + ":" + subnet.information().toHex();
        };
    }

    /** Whether {@link #of} can return this text. */
    static boolean isWritten(String text) {
        return !text.isEmpty()
                && text.codePoints().noneMatch(VpnText::isUnprintable)
                && (WITHOUT_ESCAPES.matcher(text).matches()
                        || ESCAPED.matcher(text).matches());
    }

    private static String name(Octets name) {
        String text = name.toUtf8();
        boolean likeAnotherForm = LIKE_ANOTHER_FORM.matcher(text).matches();
        boolean plain = !likeAnotherForm
                && text.codePoints().noneMatch(VpnText::isUnprintable)
                && WITHOUT_ESCAPES.matcher(text).matches();
        String written = plain ? text : escaped(name, text);
        return likeAnotherForm ? escapedOctet(written.charAt(0)) + written.substring(1) : written;
    }

    private static boolean isUnprintable(int character) {
        return character == UNREADABLE || Character.isISOControl(character);
    }

    private static String escaped(Octets name, String text) {
        if (text.indexOf(UNREADABLE) >= 0) {
            return escapedOctets(name);
        }
        StringBuilder written = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(character -> written.append(
                        character == '\\' || isUnprintable(character)
                                ? escapedOctets(Octets.ofUtf8(Character.toString(character)))
                                : Character.toString(character)));
        return written.toString();
    }

    private static String escapedOctets(Octets octets) {
        StringBuilder written = new StringBuilder(octets.length() * 4);
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.unsignedByteAt(i);
            if (octet == '\\') {
                written.append("\\\\");
            } else {
                written.append(octet >= ' ' && octet < 0x7f ? Character.toString(octet) : escapedOctet(octet));
            }
        }
        return written.toString();
    }

    private static String escapedOctet(int octet) {
        return "\\" + (char) ('0' + octet / 100) + (char) ('0' + octet / 10 % 10) + (char) ('0' + octet % 10);
    }
}
