package net.leasequery.simulator.server;

import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.Dhcpv4Options;
import org.jspecify.annotations.Nullable;

/**
 * Which VPNs a query is about (RFC 6926 section 7.2).
 *
 * @param asked what the query's VPN-ID says; null if it has none
 */
record VpnSelection(@Nullable VirtualSubnet asked) {

    static VpnSelection of(Dhcpv4Options options) {
        return new VpnSelection(options.vss());
    }

    /** Whether an address of this VPN is within the query. Without a VPN-ID only the global VPN is. */
    boolean includes(VirtualSubnet vpn) {
        if (asked == null) {
            return vpn.isGlobal();
        }
        return asked.type() == VirtualSubnet.TYPE_ALL || asked.equals(vpn);
    }
}
