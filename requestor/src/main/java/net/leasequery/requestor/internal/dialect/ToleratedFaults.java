package net.leasequery.requestor.internal.dialect;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import org.jspecify.annotations.Nullable;

/** Counts RFC violations of servers that cost no message. Written by one thread, read by any. */
public final class ToleratedFaults {

    private final VirtualSubnet asked;
    private final LongAdder malformedOptions = new LongAdder();
    private final LongAdder leasesWithoutBinding = new LongAdder();
    private final LongAdder bindingsOfOtherVpns = new LongAdder();

    /** @param asked VPN in every query; null for the default one */
    public ToleratedFaults(@Nullable VirtualSubnet asked) {
        this.asked = orGlobal(asked);
    }

    /** Counts options of a reply that do not have the format of their RFCs. */
    public void malformedOptions(int count) {
        if (count > 0) {
            malformedOptions.add(count);
        }
    }

    /** Counts a DHCPLEASEACTIVE without a lease. */
    public void leaseWithoutBinding() {
        leasesWithoutBinding.increment();
    }

    /**
     * Counts bindings if their VPN was not asked for. An answer may contain only the VPN of the query, or the default
     * VPN if the query has no VPN-ID (RFC 6926 section 8.2).
     *
     * @param reported VPN that the server sent; null for the default one
     */
    public void bindings(@Nullable VirtualSubnet reported, int count) {
        if (asked.type() != VirtualSubnet.TYPE_ALL && !isAsked(orGlobal(reported))) {
            bindingsOfOtherVpns.add(count);
        }
    }

    /** Compares texts as in the keys, because a name may end in a zero octet. */
    private boolean isAsked(VirtualSubnet reported) {
        return reported.equals(asked) || Objects.equals(BindingAddress.vpn(reported), BindingAddress.vpn(asked));
    }

    private static VirtualSubnet orGlobal(@Nullable VirtualSubnet subnet) {
        return subnet == null ? VirtualSubnet.GLOBAL : subnet;
    }

    /** Returns the options that were kept as octets because they do not have the format of their RFCs. */
    public long malformedOptions() {
        return malformedOptions.sum();
    }

    /** Returns the DHCPLEASEACTIVE messages that were taken for keep-alives because they have no lease. */
    public long leasesWithoutBinding() {
        return leasesWithoutBinding.sum();
    }

    /** Returns the bindings of VPNs that were not asked for. */
    public long bindingsOfOtherVpns() {
        return bindingsOfOtherVpns.sum();
    }
}
