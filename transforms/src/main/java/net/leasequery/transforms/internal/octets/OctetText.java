package net.leasequery.transforms.internal.octets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Octets as text. They are printable if all are visible ASCII or space (0x20 to 0x7e) and at least one is not a space.
 * Other octets become hexadecimal: two lower-case digits for each octet, without separators.
 */
public final class OctetText {

    private static final HexFormat HEX = HexFormat.of();

    private OctetText() {}

    /** Returns text if printable, else hexadecimal; null for null and for an empty array. */
    public static @Nullable String of(byte @Nullable [] octets) {
        if (octets == null || octets.length == 0) {
            return null;
        }
        return isPrintable(octets) ? new String(octets, StandardCharsets.US_ASCII) : HEX.formatHex(octets);
    }

    /** Whether {@link #of} returns the octets as they are, not in hexadecimal. */
    public static boolean isPrintable(byte[] octets) {
        boolean visible = false;
        for (byte octet : octets) {
            if (octet < 0x20 || octet == 0x7f) {
                return false;
            }
            visible |= octet != ' ';
        }
        return visible;
    }
}
