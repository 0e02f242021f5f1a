package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What the first base-time on a new connection shows of the server's clock: whether it was set while we were away, and
 * what the query therefore cannot bring. That message has no reason to wait on its way.
 *
 * <p>Changes made after a step back carry times before the one that we asked from, and a catch-up does not bring them.
 * Only the sum of all steps shows. A clock that was set by more than {@value #SET_MILLIS} ms, back or forth, may have
 * shown anything in between: a wrong time that was noticed and put right. Then nothing but everything is sure to bring
 * what changed meanwhile. What is put right to the second leaves no trace.
 *
 * <p>Where ends are inferred from times (DHCPv6), every step makes them doubtful, and everything is asked for; so does a
 * position of which nobody knows by what clock of ours it was taken.
 *
 * @param step for people; null if the clocks have advanced alike
 * @param missed window to back-fill, without an end because changes from before a step back lie in the server's future;
 *     {@link Gap#SNAPSHOT} for everything; null if the query brings all there is
 */
public record ClockStepWhileDisconnected(
        @Nullable ClockStep step, @Nullable Gap missed) {

    /** Nothing shows. */
    public static final ClockStepWhileDisconnected NONE = new ClockStepWhileDisconnected(null, null);

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long ONE_MILLION = 1_000_000;

    /** Whole-second base-times and the way of a message blur the skew by this much. */
    private static final long BLUR_MILLIS = 2_000;

    /** A clock that is disciplined steps by less, and no message waits that long. */
    private static final long SET_MILLIS = 60_000;

    /**
     * Compares with the skew that is known from earlier connections of this run or else is stored.
     *
     * @param stored position that the query resumes from
     * @param known skew before this message
     * @param asked query-start-time, server clock; null if everything was asked for
     * @param baseTime of the first message of the answer
     */
    public static ClockStepWhileDisconnected judge(
            ResumePosition stored,
            ClockSkew known,
            ResumeRules rules,
            @Nullable ServerTime asked,
            ServerTime baseTime,
            LocalMoment receivedAt) {
        long ahead = aheadMillis(stored, known, baseTime, receivedAt);
        ClockStep step = ClockStep.isStep(ahead - Long.signum(ahead) * driftMillis(stored, receivedAt))
                ? ClockStep.by(ahead, baseTime)
                : null;
        Gap missed = asked == null ? null : missed(rules.overlapSeconds(), asked, -ahead, baseTime);
        boolean unknown = known.leastDelayedMillis() == null && stored.clockSkewMillis() == null;
        boolean doubtful = rules.endsAreInferred() && (step != null || missed != null || unknown);
        return new ClockStepWhileDisconnected(step, doubtful ? Gap.SNAPSHOT : missed);
    }

    /** Whether a message that had no reason to wait shows that the clock was set back by more than the overlap covers. */
    static boolean setBack(ClockSkew known, ServerTime baseTime, LocalMoment receivedAt, long overlapSeconds) {
        return known.leastDelayedMillis() != null
                && -known.aheadOfLeastDelayedMillis(baseTime, receivedAt) > toleranceMillis(overlapSeconds);
    }

    private static long toleranceMillis(long overlapSeconds) {
        return Math.max(BLUR_MILLIS, overlapSeconds * MILLIS_PER_SECOND - BLUR_MILLIS);
    }

    /** Whether the clocks have not advanced alike. */
    public boolean shows() {
        return step != null || missed != null;
    }

    private static @Nullable Gap missed(long overlapSeconds, ServerTime asked, long back, ServerTime baseTime) {
        if (Math.abs(back) > SET_MILLIS) {
            return Gap.SNAPSHOT;
        }
        if (back > toleranceMillis(overlapSeconds)) {
            ServerTime start = asked.plusSeconds(-greatestSeconds(back));
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
        if (stored == null) {
            return baseTime;
        }
        long back = -aheadMillis(stored, ClockSkew.UNKNOWN, baseTime, receivedAt);
        return back <= BLUR_MILLIS ? baseTime : baseTime.plusSeconds(greatestSeconds(back));
    }

    /** How far the server's clock is ahead of where it should be; negative if behind; 0 if nobody knows. */
    private static long aheadMillis(
            ResumePosition stored, ClockSkew known, ServerTime baseTime, LocalMoment receivedAt) {
        if (known.leastDelayedMillis() != null) {
            long ahead = known.aheadOfLeastDelayedMillis(baseTime, receivedAt);
            return ahead > 0 && !known.showsStepsForward() ? 0 : ahead;
        }
        Long skew = stored.clockSkewMillis();
        return skew == null ? 0 : ClockSkew.sampleMillis(baseTime, receivedAt) - skew;
    }

    /** By how much two clocks may have drifted apart since the position was stored. */
    private static long driftMillis(ResumePosition stored, LocalMoment receivedAt) {
        Long skew = stored.clockSkewMillis();
        if (skew == null) {
            return 0;
        }
        long away = receivedAt.epochMilli() + skew - stored.baseTime().toEpochMilli();
        return Math.min(SET_MILLIS, Math.max(0, away) / ONE_MILLION * ClockSkew.DRIFT_PPM);
    }

    private static long greatestSeconds(long back) {
        return (back + BLUR_MILLIS) / MILLIS_PER_SECOND + 1;
    }
}
