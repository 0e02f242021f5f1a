package net.leasequery.simulator.v4;

import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.wire.TimeWindow;
import net.leasequery.simulator.wire.VpnSelection;

/**
 * Which leases a Bulk query asks for: its primary query and its qualifiers (RFC 6926 section 7.2).
 */
record BulkSelection(PrimaryQuery primary, TimeWindow window, VpnSelection vpns) {

    boolean includes(Lease lease) {
        return vpns.includes(lease.vpn()) && primary.matches(lease) && window.includes(lease);
    }
}
