package net.leasequery.simulator.server;

/** Which kind of server is simulated. */
public enum Profile {
    /** What the RFCs say. */
    RFC,

    /**
     * Like Kea 3.0 with its Leasequery hook: Bulk only, active leases only; a query is lost if it comes in one read
     * with the end of another. For IPv4 no "all configured addresses", deaf
     * to the parameter-request-list, no start-time-of-state, dhcp-state and data-source, no times of 2^31 and later,
     * replies padded like a BOOTP message. Its table file holds active leases only, and of them what such a server
     * tells.
     */
    KEA,

    /**
     * IPv6 only: RFC 5460 and nothing later, so Bulk only, no base-time, and deaf to query-start-time and
     * query-end-time.
     */
    RFC5460
}
