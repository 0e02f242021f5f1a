package net.leasequery.transforms.internal.octets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Octets as text. Printable are octets that are all visible ASCII or space (0x20 to 0x7e), at least one of them
 * no space; everything else is hexadecimal, two lower-case digits for each octet, without separators.
 */
public final class OctetText {

    private static final HexFormat HEX = HexFormat.of();

    private OctetText() {}

    /** Text where printable, else hexadecimal; null for null and for no octets. */
    public static @Nullable String of(byte @Nullable [] octets) {
        if (octets == null || octets.length == 0) {
            return null;
        }
        return isPrintable(octets) ? new String(octets, StandardCharsets.US_ASCII) : HEX.formatHex(octets);
    }

    /** Whether {@link #of} gives the octets as the text that they are. */
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
