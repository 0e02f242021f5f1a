package net.leasequery.simulator.wire;

import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * Which VPNs a query is about (RFC 6926 section 7.2, RFC 6607 section 5.2).
 *
 * @param asked what the query's VPN-ID says; null if it has none
 */
public record VpnSelection(@Nullable VirtualSubnet asked) {

    /** Whether an address of this VPN is within the query. Without a VPN-ID only the global VPN is. */
    public boolean includes(VirtualSubnet vpn) {
        if (asked == null) {
            return vpn.isGlobal();
        }
        return asked.type() == VirtualSubnet.TYPE_ALL || asked.equals(vpn);
    }
}
