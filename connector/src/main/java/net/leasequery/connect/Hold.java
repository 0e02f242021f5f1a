package net.leasequery.connect;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds back what waits while something else goes on, but not for ever. What goes on longer than that is waited for no
 * more, until it is over and begins anew. Not thread-safe.
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
     * @param stillGoesOn whether what is waited for goes on
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
