package net.leasequery.connect.sweep;

import java.util.Objects;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whose addresses the server is asked for. A complete answer says nothing of the other VPNs, so what Kafka
 * shows of them must not be ended by its silence.
 */
final class VpnScope {

    private final boolean all;
    private final @Nullable String only;

    /** @param asked named in every query; null for none, which means the default VPN (RFC 6926 section 7.2) */
    VpnScope(@Nullable VirtualSubnet asked) {
        this.all = asked != null && asked.type() == VirtualSubnet.TYPE_ALL;
        this.only = all ? null : BindingAddress.vpn(asked);
    }

    /** Whether an answer holds addresses of this VPN. */
    boolean includes(BindingAddress address) {
        return all || Objects.equals(only, address.vpn());
    }
}
