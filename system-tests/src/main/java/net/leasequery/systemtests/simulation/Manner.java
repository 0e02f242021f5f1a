package net.leasequery.systemtests.simulation;

/** How a server uses the freedom that the RFCs leave. */
enum Manner {
    /** Active and Bulk Leasequery; one lease in each message. */
    PLAIN,
    /** The same, but each DHCPv6 client's data holds all leases it has, and an end is told by leaving it out. */
    LITERAL,
    /** As ISC Kea: Bulk Leasequery alone, active leases only, no states and no times of states. */
    KEA
}
