package net.leasequery.simulator.server;

/** Which kind of server is simulated. */
public enum Profile {
    /** What the RFCs say. */
    RFC,

    /**
     * Like Kea 3.0 with its Leasequery hook: Bulk only, no "all configured addresses", active leases only,
     * deaf to the parameter-request-list, no start-time-of-state, dhcp-state and data-source, no times of 2^31
     * and later, the first reply padded like a BOOTP message.
     */
    KEA
}
