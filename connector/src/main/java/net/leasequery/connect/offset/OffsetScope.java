package net.leasequery.connect.offset;

import net.leasequery.connect.subnet.SubnetFilter;
import org.jspecify.annotations.Nullable;

/**
 * The scope of an offset: the topics that its changes were written to, and the VPN, subnets and queries that they are
 * limited to.
 *
 * @param topicPrefix {@code topic.prefix}
 * @param vpn VPN of the queries, as configured; null for the global one
 * @param subnets whose bindings were written
 * @param asked bindings that snapshots and gap fills asked for
 */
public record OffsetScope(String topicPrefix, @Nullable String vpn, SubnetFilter subnets, AskedBindings asked) {

    /** The value that stands for all VPNs (RFC 6607). */
    public static final String ALL_VPNS = "*";

    /** With all subnets and all bindings. */
    public OffsetScope(String topicPrefix, @Nullable String vpn) {
        this(topicPrefix, vpn, SubnetFilter.ALL, AskedBindings.ALL);
    }

    /**
     * Whether everything that {@code wanted} asks for was received under this scope. If not, the topics lack bindings
     * that have not changed since, and only a snapshot brings them.
     */
    public boolean covers(OffsetScope wanted) {
        return topicPrefix.equals(wanted.topicPrefix)
                && coversVpn(wanted.vpn)
                && subnets.covers(wanted.subnets)
                && asked.covers(wanted.asked);
    }

    private boolean coversVpn(@Nullable String wanted) {
        return ALL_VPNS.equals(vpn) || (vpn == null ? wanted == null : vpn.equals(wanted));
    }

    /** Human-readable text. */
    @Override
    public String toString() {
        return "topic prefix " + topicPrefix + (vpn == null ? "" : ", VPN " + vpn)
                + (subnets.passesAll() ? "" : ", " + subnets)
                + (asked.isAll() ? "" : ", " + asked.text());
    }
}
