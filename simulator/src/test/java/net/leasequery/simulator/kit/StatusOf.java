package net.leasequery.simulator.kit;

import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;

/** Reads the status of a message that must have one. */
public final class StatusOf {

    private StatusOf() {}

    public static Status message(Dhcpv4Message message) {
        Status status = message.options().statusCode();
        if (status == null) {
            throw new AssertionError("no status-code in " + message);
        }
        return status;
    }
}
