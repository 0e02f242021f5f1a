package net.leasequery.simulator.failover;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the wire has them. */
final class Seconds {

    private Seconds() {}

    /** The second in which a moment lies. */
    static Instant of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
