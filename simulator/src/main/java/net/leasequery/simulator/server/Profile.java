package net.leasequery.simulator.server;

/** Which kind of server is simulated. */
public enum Profile {
    /** Follows the RFCs. */
    RFC,

    /**
     * Like Kea 3.0 with its Leasequery hook: Bulk only, active leases only; a query is lost if it arrives in the same
     * read as the end of another. For IPv4 no "all configured addresses", ignores the parameter-request-list, no
     * start-time-of-state, dhcp-state and data-source, no times of 2^31 and later, replies padded like a BOOTP
     * message. Its table file holds active leases only, with the values that such a server reports.
     */
    KEA,

    /**
     * IPv6 only: RFC 5460 and nothing later, so Bulk only, no base-time, and ignores query-start-time and
     * query-end-time.
     */
    RFC5460
}
