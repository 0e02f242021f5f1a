package net.leasequery.requestor.resume;

import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.ClockSkew;
import net.leasequery.requestor.clock.LocalMoment;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, from the first base-time on a new connection, whether the server's clock was stepped
 * back while we were away. Changes made after such a step carry times before the one that we asked
 * from, and a catch-up does not bring them.
 *
 * <p>Only the sum of all steps shows. A clock that was set by more than {@value #SET_MILLIS} ms, back or
 * forth, may have shown anything in between: a wrong time that was noticed and put right. Then nothing
 * but everything is sure to bring what changed meanwhile. What is put right to the second leaves no trace.
 */
public final class ClockStepBack {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** Whole-second base-times and the way of a message blur the skew by this much. */
    private static final long BLUR_MILLIS = 2_000;

    /** A clock that is disciplined steps by less, and no message waits that long. */
    private static final long SET_MILLIS = 60_000;

    private ClockStepBack() {}

    /**
     * What the query cannot bring because the clock was stepped back.
     *
     * @param stored position that the query resumes from
     * @param asked query-start-time, server clock; null if everything was asked for
     * @param overlapSeconds part of that query-start-time; steps smaller than it are covered by it
     * @param baseTime of the first message of the answer
     * @return window to back-fill, without an end because changes from before the step lie in the
     *     server's future; everything, if the size of the step is not known or the clock was set; null
     *     if the clock was not stepped back
     */
    public static @Nullable Gap missedBy(
            ResumePosition stored,
            @Nullable ServerTime asked,
            long overlapSeconds,
            ServerTime baseTime,
            LocalMoment receivedAt) {
        if (asked == null) {
            return null;
        }
        long step = stepMillis(stored, baseTime, receivedAt);
        if (Math.abs(step) > SET_MILLIS) {
            return Gap.SNAPSHOT;
        }
        long tolerance = Math.max(BLUR_MILLIS, overlapSeconds * MILLIS_PER_SECOND - BLUR_MILLIS);
        if (step > tolerance) {
            ServerTime start = asked.plusSeconds(-greatestStepSeconds(stored, baseTime, receivedAt));
            return baseTime.compareTo(start) < 0 ? Gap.SNAPSHOT : new Gap(start, null);
        }
        return baseTime.compareTo(asked) < 0 ? Gap.SNAPSHOT : null;
    }

    /**
     * The latest time that a change can carry which the server made before it built a message: the
     * base-time of that message, or more if even a small step back shows.
     */
    public static ServerTime latestChange(
            @Nullable ResumePosition stored, ServerTime baseTime, LocalMoment receivedAt) {
        return stored == null || stepMillis(stored, baseTime, receivedAt) <= BLUR_MILLIS
                ? baseTime
                : baseTime.plusSeconds(greatestStepSeconds(stored, baseTime, receivedAt));
    }

    /** How far the skew shrank. The first message of an answer has no reason to wait on its way. */
    private static long stepMillis(ResumePosition stored, ServerTime baseTime, LocalMoment receivedAt) {
        Long skew = stored.clockSkewMillis();
        return skew == null ? 0 : skew - ClockSkew.sampleMillis(baseTime, receivedAt);
    }

    private static long greatestStepSeconds(ResumePosition stored, ServerTime baseTime, LocalMoment receivedAt) {
        return (stepMillis(stored, baseTime, receivedAt) + BLUR_MILLIS) / MILLIS_PER_SECOND + 1;
    }
}
