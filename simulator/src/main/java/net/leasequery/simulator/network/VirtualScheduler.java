package net.leasequery.simulator.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A scheduler whose time passes only in {@link #runUntil}, and then as fast as the actions allow. The same
 * actions give the same run. Not thread-safe.
 */
public final class VirtualScheduler implements Scheduler {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::due).thenComparing(Event::number));

    private Instant now;
    private long scheduled;

    /** Creates a scheduler that shows this time. */
    public VirtualScheduler(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("cannot run " + delay + " from now");
        }
        events.add(new Event(now.plus(delay), scheduled++, action));
    }

    /** Lets this much time pass. */
    public void runFor(Duration time) {
        runUntil(now.plus(time));
    }

    /** Runs all actions due up to and including {@code end}, which is then the current time. */
    public void runUntil(Instant end) {
        for (Event next = events.peek(); next != null && !next.due.isAfter(end); next = events.peek()) {
            events.remove();
            now = next.due;
            next.action.run();
        }
        now = end;
    }

    private record Event(Instant due, long number, Runnable action) {}
}
