package net.leasequery.streams.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts how often stream threads failed lately. A thread is replaced a few times, since a broker may have been away; a
 * fault that comes back at once would otherwise restore and fail for ever. Safe for several threads.
 */
final class ThreadFailures {
    /** Failures within {@link #WINDOW} after which a thread is replaced no more. */
    static final int MOST = 5;

    /** How long a failure counts. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;
    private final Deque<Long> moments = new ArrayDeque<>();

    /** @param clock that tells when a failure was */
    ThreadFailures(Clock clock) {
        this.clock = clock;
    }

    /** Notes a failure; says whether the thread may be replaced. */
    synchronized boolean mayReplace() {
        long now = clock.millis();
        moments.removeIf(moment -> moment <= now - WINDOW.toMillis());
        moments.add(now);
        return moments.size() < MOST;
    }
}
