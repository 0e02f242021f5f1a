package net.leasequery.simulator.server;

import net.leasequery.simulator.fault.ConnectionFault;

/** A fault that waits for its moment. Not a record: two equal faults are distinct, and each strikes. */
final class ArmedFault {

    private final ConnectionFault what;

    ArmedFault(ConnectionFault what) {
        this.what = what;
    }

    ConnectionFault what() {
        return what;
    }
}
