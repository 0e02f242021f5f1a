package net.leasequery.systemtests.simulation;

import java.util.PriorityQueue;

/**
 * The only clock of a simulation, with its scheduled events. Moves only through {@link #moveTo}. The wall clock of
 * the worker follows it, until that clock is set.
 */
final class VirtualTime {

    /** The local wall clock at the start: 2026-01-01T00:00:00Z, in milliseconds. */
    static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PriorityQueue<Appointment> agenda = new PriorityQueue<>();
    private long millis;
    private long wallSteps;
    private long appointments;

    private record Appointment(long atMillis, long number, Runnable what) implements Comparable<Appointment> {

        @Override
        public int compareTo(Appointment other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Milliseconds since the start. */
    long millis() {
        return millis;
    }

    long nanos() {
        return millis * NANOS_PER_MILLI;
    }

    /** The local wall clock. */
    long epochMillis() {
        return trueEpochMillis() + wallSteps;
    }

    /** What a wall clock would show that was never set. */
    long trueEpochMillis() {
        return EPOCH_MILLIS + millis;
    }

    /** Steps the local wall clock; intervals and everything else are unaffected. */
    void stepWallClock(long byMillis) {
        wallSteps += byMillis;
    }

    /** Schedules an event; events that are due at the same time happen in the order of the calls. */
    void after(long delayMillis, Runnable what) {
        at(millis + delayMillis, what);
    }

    void at(long atMillis, Runnable what) {
        agenda.add(new Appointment(Math.max(millis, atMillis), appointments++, what));
    }

    /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
    long nextMillis() {
        Appointment next = agenda.peek();
        return next == null ? Long.MAX_VALUE : next.atMillis;
    }

    /** Moves forward, never back. */
    void moveTo(long toMillis) {
        millis = Math.max(millis, toMillis);
    }

    /** Runs one event that is due; returns whether there was one. */
    boolean runOne() {
        Appointment next = agenda.peek();
        if (next == null || next.atMillis > millis) {
            return false;
        }
        agenda.remove();
        next.what.run();
        return true;
    }

    /** When a deadline on the scale of {@link #nanos} has passed, in milliseconds. */
    static long millisOf(long nanos) {
        return Math.floorDiv(nanos + NANOS_PER_MILLI - 1, NANOS_PER_MILLI);
    }
}
