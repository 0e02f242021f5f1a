package net.leasequery.requestor.internal.protocol;

/**
 * A moment in our own clock, read twice: the wall clock dates it, the steady clock measures from it.
 *
 * @param epochMilli wall clock, milliseconds since 1970-01-01 UTC; may be stepped by its operator
 * @param steadyNanos steady clock with an arbitrary origin, as {@link System#nanoTime}
 */
public record LocalMoment(long epochMilli, long steadyNanos) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Milliseconds of the steady clock from {@code earlier} to this moment, never negative. */
    public long millisSince(LocalMoment earlier) {
        return Math.max(0, (steadyNanos - earlier.steadyNanos) / NANOS_PER_MILLI);
    }

    /** Reading of the steady clock in milliseconds from its arbitrary origin. */
    public long steadyMillis() {
        return Math.floorDiv(steadyNanos, NANOS_PER_MILLI);
    }

    /** Wall clock minus steady clock, in milliseconds. Constant but for slewing, until the wall clock is stepped. */
    public long wallAheadMillis() {
        return epochMilli - steadyMillis();
    }
}
