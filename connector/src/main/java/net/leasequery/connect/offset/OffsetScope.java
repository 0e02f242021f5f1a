package net.leasequery.connect.offset;

import net.leasequery.connect.subnet.SubnetFilter;
import org.jspecify.annotations.Nullable;

/**
 * What an offset speaks for: into which topics its changes were written, of which VPN they were, and of which
 * subnets.
 *
 * @param topicPrefix {@code topic.prefix}
 * @param vpn VPN that was asked for, as configured; null for the global one
 * @param subnets whose bindings were written
 * @param asked which bindings snapshots and gap fills asked for
 */
public record OffsetScope(String topicPrefix, @Nullable String vpn, SubnetFilter subnets, AskedBindings asked) {

    /** The VPN that stands for all of them (RFC 6607). */
    public static final String ALL_VPNS = "*";

    /** With all subnets and all bindings. */
    public OffsetScope(String topicPrefix, @Nullable String vpn) {
        this(topicPrefix, vpn, SubnetFilter.ALL, AskedBindings.ALL);
    }

    /**
     * Whether everything that {@code wanted} asks for was received under this scope. If not, the topics lack
     * what did not change since, and only a snapshot brings that.
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

    /** For people. */
    @Override
    public String toString() {
        return "topic prefix " + topicPrefix + (vpn == null ? "" : ", VPN " + vpn)
                + (subnets.passesAll() ? "" : ", " + subnets)
                + (asked.isAll() ? "" : ", " + asked.text());
    }
}
