package net.leasequery.systemtests.simulation;

/** How a server uses the freedom that the RFCs leave. */
enum Manner {
    /** Active and Bulk Leasequery; one lease in each message. */
    PLAIN,
    /** The same, but each DHCPv6 client's data contains all its leases, and an end is reported by omission. */
    LITERAL,
    /** Like ISC Kea: Bulk Leasequery only, active leases only, no states and no times of states. */
    KEA
}
