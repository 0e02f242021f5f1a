package net.leasequery.connect.table;

import java.util.List;
import java.util.Objects;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import org.jspecify.annotations.Nullable;

/**
 * The VPN whose addresses the server is queried for. A complete answer does not cover other VPNs, so bindings of theirs
 * in Kafka must not be ended because the answer lacks them.
 */
public final class VpnScope {

    private final boolean all;
    private final @Nullable String only;

    /**
     * @param asked VPN named in every query; null for none, which means the default VPN (RFC 6926 section 7.2)
     */
    public VpnScope(@Nullable VirtualSubnet asked) {
        this.all = asked != null && asked.type() == VirtualSubnet.TYPE_ALL;
        this.only = all ? null : BindingAddress.vpn(asked);
    }

    /** Returns those whose VPN an answer covers. */
    public List<Fingerprint> among(List<Fingerprint> bindings) {
        return bindings.stream().filter(binding -> includes(binding.address())).toList();
    }

    /** Whether an answer covers addresses of this VPN. */
    public boolean includes(BindingAddress address) {
        return all || Objects.equals(only, address.vpn());
    }
}
