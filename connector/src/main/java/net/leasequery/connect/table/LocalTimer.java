package net.leasequery.connect.table;

import java.time.Duration;
import java.util.function.LongSupplier;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Seconds of the local monotonic clock, the second condition for the end of a lease: whatever the server's clock shows,
 * a lease cannot have run out before as much local time has passed as it had left when it was reported. Not
 * thread-safe.
 */
public final class LocalTimer {

    /** Deadline of a lease whose remaining time is not known. */
    public static final int UNKNOWN = Integer.MIN_VALUE;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final long start;

    /**
     * Starts at 0.
     *
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    public LocalTimer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whole seconds since the start. */
    public int now() {
        return (int) (nanosPassed() / NANOS_PER_SECOND);
    }

    /**
     * Returns the second before which a lease that is reported now cannot have run out.
     *
     * @param expiry end of the lease, server clock
     * @param reportedAt when the server reported it, server clock
     * @return {@link #UNKNOWN} if either is not known
     */
    public int deadline(@Nullable ServerTime expiry, @Nullable ServerTime reportedAt) {
        if (expiry == null || reportedAt == null) {
            return UNKNOWN;
        }
        long heard = (nanosPassed() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        long deadline = heard + Math.max(0, expiry.secondsSince(reportedAt));
        return (int) Math.min(Integer.MAX_VALUE, deadline);
    }

    private long nanosPassed() {
        return Math.max(0, nanoTime.getAsLong() - start);
    }
}
