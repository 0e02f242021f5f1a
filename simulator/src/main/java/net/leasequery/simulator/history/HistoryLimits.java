package net.leasequery.simulator.history;

import java.time.Duration;

/**
 * How much the server remembers; entries beyond either limit are forgotten, oldest first.
 *
 * @param entries changes kept, at least one
 * @param age how long a change is kept, by the server's clock
 */
public record HistoryLimits(int entries, Duration age) {

    /** A million changes, for a day. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(1_000_000, Duration.ofDays(1));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if either is less than one change or is negative
     */
    public HistoryLimits {
        if (entries < 1) {
            throw new IllegalArgumentException("a history of " + entries + " changes is too short; at least 1");
        }
        if (age.isNegative()) {
            throw new IllegalArgumentException("an age of " + age.toSeconds() + " s of the history is negative");
        }
    }
}
