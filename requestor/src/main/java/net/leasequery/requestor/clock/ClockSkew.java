package net.leasequery.requestor.clock;

import net.leasequery.requestor.binding.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Server clock minus local clock, estimated from each base-time that arrives (RFC 6926 section 2).
 *
 * <p>A message that waited, in the server or in our socket, makes the skew look too small, never too
 * large. The estimate therefore follows the least delayed samples: the greatest of the last one to
 * two minutes. What is published moves towards it in small steps.
 */
public final class ClockSkew {

    /** Nothing is known. */
    public static final ClockSkew UNKNOWN = new ClockSkew(null, 0, 0, 0);

    private static final long WINDOW_MILLIS = 60_000;
    private static final int SMALL_STEP_DIVISOR = 8;

    private final @Nullable LocalMoment windowStart;
    private final long greatestOfWindow;
    private final long greatestOfLastWindow;
    private final long smoothed;

    private ClockSkew(
            @Nullable LocalMoment windowStart, long greatestOfWindow, long greatestOfLastWindow, long smoothed) {
        this.windowStart = windowStart;
        this.greatestOfWindow = greatestOfWindow;
        this.greatestOfLastWindow = greatestOfLastWindow;
        this.smoothed = smoothed;
    }

    /** The skew that one message shows, in milliseconds. At most the true skew: messages may wait. */
    public static long sampleMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return baseTime.toEpochMilli() - receivedAt.epochMilli();
    }

    /** The estimate after one more base-time. */
    public ClockSkew after(ServerTime baseTime, LocalMoment receivedAt) {
        long sample = sampleMillis(baseTime, receivedAt);
        if (windowStart == null) {
            return new ClockSkew(receivedAt, sample, sample, sample);
        }
        if (receivedAt.millisSince(windowStart) >= WINDOW_MILLIS) {
            return adjusted(receivedAt, sample, greatestOfWindow);
        }
        // Within a second base-time stands still and only the first sample counts: no new value then.
        return sample > greatestOfWindow ? adjusted(windowStart, sample, greatestOfLastWindow) : this;
    }

    /** The estimate after the server's clock was seen to step: what was learned before is void. */
    public ClockSkew afterStep(ServerTime baseTime, LocalMoment receivedAt) {
        return UNKNOWN.after(baseTime, receivedAt);
    }

    private ClockSkew adjusted(LocalMoment start, long greatest, long greatestBefore) {
        long target = Math.max(greatest, greatestBefore);
        return new ClockSkew(start, greatest, greatestBefore, smoothed + (target - smoothed) / SMALL_STEP_DIVISOR);
    }

    /** Least delayed view of the skew, in milliseconds; null before the first base-time. */
    public @Nullable Long leastDelayedMillis() {
        return windowStart == null ? null : Long.valueOf(Math.max(greatestOfWindow, greatestOfLastWindow));
    }

    /** The skew as published: changes by small adjustments only; null before the first base-time. */
    public @Nullable Long smoothedMillis() {
        return windowStart == null ? null : Long.valueOf(smoothed);
    }
}
