package net.leasequery.requestor;

import java.util.HexFormat;
import net.leasequery.codec.Octets;

/**
 * Link-layer address of a client.
 *
 * @param type hardware type from the ARP registry, e.g. 1 for Ethernet
 * @param octets address, 1 to 16 octets in network order
 */
public record HardwareAddress(int type, Octets octets) {

    private static final HexFormat WITH_COLONS = HexFormat.ofDelimiter(":");

    /** Lower-case octets with colons: {@code aa:bb:cc:dd:ee:ff}. */
    public String text() {
        return WITH_COLONS.formatHex(octets.toByteArray());
    }
}
