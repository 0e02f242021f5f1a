package net.leasequery.requestor;

/**
 * A step of a server's clock.
 *
 * @param from time that the clock would show now without the step
 * @param to time that the clock shows now
 */
public record ClockStep(ServerTime from, ServerTime to) {

    /**
     * A difference of at most this many milliseconds is not a step: base-times are whole seconds, and a server may
     * build two messages at once and send them in the opposite order.
     */
    public static final long LEAST_MILLIS = 5_000;

    private static final long MILLIS_PER_SECOND = 1_000;

    /** Whether a difference, in either direction, is a step. */
    public static boolean isStep(long millis) {
        return Math.abs(millis) > LEAST_MILLIS;
    }

    /**
     * Returns the step that ends at the time that a message shows.
     *
     * @param millis how far the clock was set, positive if forward
     */
    public static ClockStep by(long millis, ServerTime to) {
        return new ClockStep(to.plusSeconds(-Math.round((double) millis / MILLIS_PER_SECOND)), to);
    }

    /** Returns how far the clock was set, in seconds; negative if it was set back. */
    public long seconds() {
        return to.secondsSince(from);
    }
}
