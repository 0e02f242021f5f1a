package net.leasequery.simulator.server;

import net.leasequery.simulator.report.TableView;

/** Which kind of server is simulated. */
public enum Profile {
    /** What the RFCs say. */
    RFC,

    /**
     * Like Kea 3.0 with its Leasequery hook: Bulk only, no "all configured addresses", active leases only,
     * deaf to the parameter-request-list, no start-time-of-state, dhcp-state and data-source, no times of 2^31
     * and later, replies padded like a BOOTP message. Its table file holds active leases only, and of them what
     * such a server tells.
     */
    KEA;

    TableView view() {
        return switch (this) {
            case RFC -> TableView.WHOLE;
            case KEA -> KeaProfile.VIEW;
        };
    }
}
