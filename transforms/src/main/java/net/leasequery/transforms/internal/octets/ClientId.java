package net.leasequery.transforms.internal.octets;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Decodes DHCPv4 client identifiers whose first octet is a type (RFC 2132 section 9.14, RFC 4361). */
final class ClientId {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final int ETHERNET = 1;
    private static final int NODE_SPECIFIC = 255;
    private static final int IAID_OCTETS = 4;
    private static final int ETHERNET_OCTETS = 6;

    private ClientId() {}

    /** Returns the Ethernet address in an identifier of type 1; null if the format differs. */
    static @Nullable String hardwareAddress(byte @Nullable [] octets) {
        return octets != null && octets.length == 1 + ETHERNET_OCTETS && octets[0] == ETHERNET
                ? COLONS.formatHex(octets, 1, octets.length)
                : null;
    }

    /** Returns the DUID after the IAID in an identifier of type 255; null if the format differs. */
    static byte @Nullable [] duid(byte @Nullable [] octets) {
        int start = 1 + IAID_OCTETS;
        return octets != null && octets.length > start && (octets[0] & 0xff) == NODE_SPECIFIC
                ? Arrays.copyOfRange(octets, start, octets.length)
                : null;
    }
}
