package net.leasequery.simulator.network;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Runs actions one after the other at their times. The actions need no locks, because all of them run in one thread.
 */
public interface Scheduler extends InstantSource {

    /**
     * Runs an action once. Actions that are due at the same time run in the order in which they were scheduled.
     *
     * @param delay from now; not negative
     */
    void after(Duration delay, Runnable action);

    /** The time now, to the precision of the scheduler. */
    default Instant now() {
        return instant();
    }
}
