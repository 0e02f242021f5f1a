package net.leasequery.streams.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts recent failures of stream threads. A thread is replaced only a few times: a broker may have been unavailable,
 * but a permanent fault would otherwise restore and fail for ever. Safe for several threads.
 */
final class ThreadFailures {
    /** Failures within {@link #WINDOW} after which a thread is no longer replaced. */
    static final int MOST = 5;

    /** How long a failure counts. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;
    private final Deque<Long> moments = new ArrayDeque<>();

    /** @param clock for the times of failures */
    ThreadFailures(Clock clock) {
        this.clock = clock;
    }

    /** Records a failure; returns whether the thread may be replaced. */
    synchronized boolean mayReplace() {
        long now = clock.millis();
        moments.removeIf(moment -> moment <= now - WINDOW.toMillis());
        moments.add(now);
        return moments.size() < MOST;
    }
}
