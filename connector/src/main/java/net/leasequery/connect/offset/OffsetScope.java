package net.leasequery.connect.offset;

import org.jspecify.annotations.Nullable;

/**
 * What an offset speaks for: into which topics its changes were written, and of which VPN they were. What
 * further narrows the records of a connector (a filter by subnet) belongs here as well.
 *
 * @param topicPrefix {@code topic.prefix}
 * @param vpn VPN that was asked for, as configured; null for the global one
 */
public record OffsetScope(String topicPrefix, @Nullable String vpn) {

    /** The VPN that stands for all of them (RFC 6607). */
    public static final String ALL_VPNS = "*";

    /**
     * Whether everything that {@code wanted} asks for was received under this scope. If not, the topics lack
     * what did not change since, and only a snapshot brings that.
     */
    public boolean covers(OffsetScope wanted) {
        return topicPrefix.equals(wanted.topicPrefix) && coversVpn(wanted.vpn);
    }

    private boolean coversVpn(@Nullable String wanted) {
        return ALL_VPNS.equals(vpn) || (vpn == null ? wanted == null : vpn.equals(wanted));
    }

    /** For people. */
    @Override
    public String toString() {
        return "topic prefix " + topicPrefix + (vpn == null ? "" : ", VPN " + vpn);
    }
}
