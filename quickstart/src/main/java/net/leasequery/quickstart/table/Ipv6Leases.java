package net.leasequery.quickstart.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is different about DHCPv6 when tables are compared: it knows no states, so a requestor knows of a lease that is
 * over no more than that, and nothing if it was over before it was asked for. A lease is over when its time is up,
 * whether or not the server has noticed: no bulk answer has it from then on (RFC 5007 section 4.1.2.2).
 */
final class Ipv6Leases {

    private Ipv6Leases() {}

    /** Whether a row of the server's table is of a DHCPv6 server. */
    static boolean isOne(Row lease) {
        return lease.field("leaseType") != null;
    }

    /**
     * Whether the lease is over, and nothing in the topic says otherwise.
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
