package net.leasequery.connect.sweep;

import java.time.Duration;
import java.util.function.LongSupplier;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Seconds of the local monotonic clock, the second witness to the end of a lease: whatever the server's clock shows, no
 * lease can have run out before as much time has passed here as it had left when it was told. Not thread-safe.
 */
final class LocalTimer {

    /** Deadline of a lease of which nobody knows how much time it had left. */
    static final int UNKNOWN = Integer.MIN_VALUE;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final long start;

    /**
     * Begins at 0.
     *
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    LocalTimer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whole seconds since the beginning. */
    int now() {
        return (int) (nanosPassed() / NANOS_PER_SECOND);
    }

    /**
     * The second before which a lease has not run out that is told of now.
     *
     * @param expiry end of the lease, server clock
     * @param toldAt when the server told of it, server clock
     * @return {@link #UNKNOWN} if one of them is not known
     */
    int deadline(@Nullable ServerTime expiry, @Nullable ServerTime toldAt) {
        if (expiry == null || toldAt == null) {
            return UNKNOWN;
        }
        long heard = (nanosPassed() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        long deadline = heard + Math.max(0, expiry.secondsSince(toldAt));
        return (int) Math.min(Integer.MAX_VALUE, deadline);
    }

    private long nanosPassed() {
        return Math.max(0, nanoTime.getAsLong() - start);
    }
}
