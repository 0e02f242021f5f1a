package net.leasequery.simulator.failover;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are on the wire. */
final class Seconds {

    private Seconds() {}

    /** Truncates a time to whole seconds. */
    static Instant of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
