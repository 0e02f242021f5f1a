package net.leasequery.requestor.internal.dialect;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import org.jspecify.annotations.Nullable;

/** Counts what servers do against the RFCs without costing a message. Counted by one thread, read by any. */
public final class ToleratedFaults {

    private final VirtualSubnet asked;
    private final LongAdder malformedOptions = new LongAdder();
    private final LongAdder leasesWithoutBinding = new LongAdder();
    private final LongAdder bindingsOfOtherVpns = new LongAdder();

    /** @param asked VPN that is named in every query; null for the default one */
    public ToleratedFaults(@Nullable VirtualSubnet asked) {
        this.asked = orGlobal(asked);
    }

    /** Options of a reply did not have the form of their RFCs. */
    public void malformedOptions(int count) {
        if (count > 0) {
            malformedOptions.add(count);
        }
    }

    /** A DHCPLEASEACTIVE came that tells of no lease. */
    public void leaseWithoutBinding() {
        leasesWithoutBinding.increment();
    }

    /**
     * So many bindings came of a VPN. Without a VPN-ID in the query only the default VPN may be answered for, with one only
     * that VPN (RFC 6926 section 8.2).
     *
     * @param told as the server says it; null for the default one
     */
    public void bindings(@Nullable VirtualSubnet told, int count) {
        if (asked.type() != VirtualSubnet.TYPE_ALL && !isAsked(orGlobal(told))) {
            bindingsOfOtherVpns.add(count);
        }
    }

    /** By their texts, which are those of the keys: a name may end in a zero octet. */
    private boolean isAsked(VirtualSubnet told) {
        return told.equals(asked) || Objects.equals(BindingAddress.vpn(told), BindingAddress.vpn(asked));
    }

    private static VirtualSubnet orGlobal(@Nullable VirtualSubnet subnet) {
        return subnet == null ? VirtualSubnet.GLOBAL : subnet;
    }

    /** Options that were kept as octets because they do not have the form of their RFCs. */
    public long malformedOptions() {
        return malformedOptions.sum();
    }

    /** DHCPLEASEACTIVE messages that were taken for keep-alives because they tell of no lease. */
    public long leasesWithoutBinding() {
        return leasesWithoutBinding.sum();
    }

    /** Bindings of VPNs that were not asked for. */
    public long bindingsOfOtherVpns() {
        return bindingsOfOtherVpns.sum();
    }
}
