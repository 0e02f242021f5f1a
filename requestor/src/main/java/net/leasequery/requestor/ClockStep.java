package net.leasequery.requestor;

/**
 * A server's clock was set.
 *
 * @param from what it would show now if it had not been
 * @param to what it shows now
 */
public record ClockStep(ServerTime from, ServerTime to) {

    /**
     * A difference up to this is none: base-times are whole seconds, and a server may build two messages at once and
     * send them in the other order.
     */
    public static final long LEAST_MILLIS = 5_000;

    private static final long MILLIS_PER_SECOND = 1_000;

    /** Whether a difference, in either direction, is a step. */
    public static boolean isStep(long millis) {
        return Math.abs(millis) > LEAST_MILLIS;
    }

    /**
     * The step to the clock that a message shows.
     *
     * @param millis how far the clock was set, positive if forward
     */
    public static ClockStep by(long millis, ServerTime to) {
        return new ClockStep(to.plusSeconds(-Math.round((double) millis / MILLIS_PER_SECOND)), to);
    }

    /** How far the clock was set; negative if back. */
    public long seconds() {
        return to.secondsSince(from);
    }
}
