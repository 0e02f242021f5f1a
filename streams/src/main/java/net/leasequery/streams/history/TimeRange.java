package net.leasequery.streams.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of time, both ends included.
 *
 * @param from first moment; null if unbounded
 * @param to last moment; null if unbounded
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /** All time. */
    public static final TimeRange ALWAYS = new TimeRange(null, null);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if {@code to} is before {@code from}
     */
    public TimeRange {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("A time range ends at " + to + " before it begins at " + from);
        }
    }

    /** Returns the range of one moment. */
    public static TimeRange at(Instant moment) {
        return new TimeRange(moment, moment);
    }

    long fromMillis() {
        return from == null ? Long.MIN_VALUE : from.toEpochMilli();
    }

    long toMillis() {
        return to == null ? Long.MAX_VALUE : to.toEpochMilli();
    }
}
