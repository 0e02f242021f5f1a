package net.leasequery.quickstart.table;

/**
 * What is different about DHCPv6 when tables are compared: it knows no states, so a requestor knows of a lease that has
 * ended no more than that, nothing if the lease had ended before it came, and may know it before the server does.
 */
final class Ipv6Leases {

    private static final String ACTIVE = "ACTIVE";

    private Ipv6Leases() {}

    /** Whether a row of the server's table is of a DHCPv6 server. */
    static boolean isOne(Row lease) {
        return lease.field("leaseType") != null;
    }

    /** Whether the topic has to have a record of this lease of the server. */
    static boolean mustBeKnown(Row lease) {
        return isActive(lease);
    }

    /** Whether both sides agree that the lease is over, the topic perhaps because its time was up. */
    static boolean isOverForBoth(Row lease, Row binding) {
        return !isActive(binding) && (!isActive(lease) || wasUp(lease, binding));
    }

    private static boolean isActive(Row row) {
        return ACTIVE.equals(row.field("state"));
    }

    private static boolean wasUp(Row lease, Row binding) {
        String expiry = lease.field("leaseExpiryTime");
        String told = binding.field("baseTime");
        return expiry != null && told != null && Long.parseLong(told) >= Long.parseLong(expiry);
    }
}
