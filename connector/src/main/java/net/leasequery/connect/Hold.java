package net.leasequery.connect;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds processing back while an activity is in progress, but only for a limited time. An activity that takes longer is
 * no longer waited for, until it has ended and starts again. Not thread-safe.
 */
final class Hold {

    private final long longestNanos;
    private final LongSupplier nanoTime;
    private boolean goesOn;
    private long sinceNanos;

    /**
     * @param longest how long to hold at most
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    Hold(Duration longest, LongSupplier nanoTime) {
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Whether to hold now.
     *
     * @param stillGoesOn whether the activity is in progress
     */
    boolean isOn(boolean stillGoesOn) {
        long now = nanoTime.getAsLong();
        if (stillGoesOn && !goesOn) {
            sinceNanos = now;
        }
        goesOn = stillGoesOn;
        return goesOn && now - sinceNanos < longestNanos;
    }
}
