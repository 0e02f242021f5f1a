package net.leasequery.quickstart.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rules for comparing DHCPv6 tables: DHCPv6 has no states, so a requestor knows only that a lease is over, and does
 * not know the lease at all if it was over before the query. A lease is over when it has run out, whether or not the
 * server has noticed: no bulk answer contains it from then on (RFC 5007 section 4.1.2.2).
 */
final class Ipv6Leases {

    private Ipv6Leases() {}

    /** Whether a row of the server's table is from a DHCPv6 server. */
    static boolean isOne(Row lease) {
        return lease.field("leaseType") != null;
    }

    /**
     * Whether the lease is over, and the topic does not contradict that.
     *
     * @param serverNow server's clock
     */
    static boolean isOverForBoth(Row lease, @Nullable Row binding, Instant serverNow) {
        return (!isActive(lease) || isTimeUp(lease, serverNow)) && (binding == null || !isActive(binding));
    }

    private static boolean isActive(Row row) {
        return "ACTIVE".equals(row.field("state"));
    }

    private static boolean isTimeUp(Row lease, Instant now) {
        String expiry = lease.field("leaseExpiryTime");
        return expiry != null && Long.parseLong(expiry) <= now.toEpochMilli();
    }
}
