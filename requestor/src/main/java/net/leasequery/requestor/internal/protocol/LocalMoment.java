package net.leasequery.requestor.internal.protocol;

/**
 * A moment of the local clocks: the wall clock for dates, the monotonic clock for durations.
 *
 * @param epochMilli wall clock, milliseconds since 1970-01-01 UTC; may be set by an operator
 * @param steadyNanos monotonic clock with an arbitrary origin, as {@link System#nanoTime}
 */
public record LocalMoment(long epochMilli, long steadyNanos) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Returns the milliseconds of the monotonic clock from {@code earlier} to this moment, never negative. */
    public long millisSince(LocalMoment earlier) {
        return Math.max(0, (steadyNanos - earlier.steadyNanos) / NANOS_PER_MILLI);
    }

    /** Returns the reading of the monotonic clock in milliseconds from its arbitrary origin. */
    public long steadyMillis() {
        return Math.floorDiv(steadyNanos, NANOS_PER_MILLI);
    }

    /**
     * Returns wall clock minus monotonic clock, in milliseconds. Constant, except for slewing, until the wall clock is
     * set.
     */
    public long wallAheadMillis() {
        return epochMilli - steadyMillis();
    }
}
