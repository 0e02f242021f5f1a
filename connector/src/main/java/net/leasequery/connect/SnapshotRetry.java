package net.leasequery.connect;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when a snapshot is loaded again because the last one could not end the bindings missing from it: a message
 * was left out of it. The server may keep a binding that cannot be decoded, so the pauses grow. Not thread-safe.
 */
final class SnapshotRetry {

    /** Pause before the first retry. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

    /** Longest pause between retries. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final LongSupplier nanoTime;
    private Duration pause = FIRST_PAUSE;
    private boolean waiting;
    private long sinceNanos;

    /** @param nanoTime monotonic local clock, as {@link System#nanoTime} */
    SnapshotRetry(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether to load a snapshot now. Once true, the next pause begins when that snapshot is complete.
     *
     * @param owed whether bindings missing from the last snapshot have not been ended
     * @param loading whether bindings are being loaded, or the topic is being read back, which may settle the owed
     *     sweep
     */
    boolean isDue(boolean owed, boolean loading) {
        if (loading) {
            waiting = false;
            return false;
        }
        if (!owed) {
            waiting = false;
            pause = FIRST_PAUSE;
            return false;
        }
        long now = nanoTime.getAsLong();
        if (!waiting) {
            waiting = true;
            sinceNanos = now;
        }
        if (now - sinceNanos < pause.toNanos()) {
            return false;
        }
        waiting = false;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return true;
    }
}
