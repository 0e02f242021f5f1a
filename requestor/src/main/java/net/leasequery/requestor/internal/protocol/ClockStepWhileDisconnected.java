package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What the first base-time on a new connection shows: whether the server's clock was set while disconnected, and which
 * changes the query therefore cannot deliver. The first message is taken as prompt.
 *
 * <p>Changes made after a step back carry times before query-start-time, so a catch-up does not deliver them. Only the
 * sum of all steps is visible. A clock that was set by more than {@value #SET_MILLIS} ms, forward or back, may have
 * shown any time in between, such as a wrong time that was corrected later. Only a query for everything is then sure to
 * deliver the changes made meanwhile. A step that was corrected to the second leaves no trace.
 *
 * <p>Where ends are inferred from times (DHCPv6), every step makes them doubtful, so everything is asked for. A
 * position stored without a skew has the same effect.
 *
 * @param step for people; null if both clocks have advanced equally
 * @param missed window to back-fill, without an end because changes from before a step back lie in the server's future;
 *     {@link Gap#SNAPSHOT} for everything; null if the query delivers all changes
 */
public record ClockStepWhileDisconnected(
        @Nullable ClockStep step, @Nullable Gap missed) {

    /** No step and no missed changes. */
    public static final ClockStepWhileDisconnected NONE = new ClockStepWhileDisconnected(null, null);

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long ONE_MILLION = 1_000_000;

    /** Uncertainty of the skew, from whole-second base-times and the delay of a message. */
    private static final long BLUR_MILLIS = 2_000;

    /** A synchronized clock steps by less, and no message waits that long. */
    private static final long SET_MILLIS = 60_000;

    /**
     * Compares with the skew from earlier connections of this run, or else with the stored skew.
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

    /** Whether a prompt message shows that the clock was set back by more than the overlap covers. */
    static boolean setBack(ClockSkew known, ServerTime baseTime, LocalMoment receivedAt, long overlapSeconds) {
        return known.leastDelayedMillis() != null
                && -known.aheadOfLeastDelayedMillis(baseTime, receivedAt) > toleranceMillis(overlapSeconds);
    }

    private static long toleranceMillis(long overlapSeconds) {
        return Math.max(BLUR_MILLIS, overlapSeconds * MILLIS_PER_SECOND - BLUR_MILLIS);
    }

    /** Whether the clocks have advanced differently. */
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
     * Returns the latest time that a change can carry if the server made it before it built a message: the base-time of
     * that message, or later if even a small step back shows.
     */
    public static ServerTime latestChange(
            @Nullable ResumePosition stored, ServerTime baseTime, LocalMoment receivedAt) {
        if (stored == null) {
            return baseTime;
        }
        long back = -aheadMillis(stored, ClockSkew.UNKNOWN, baseTime, receivedAt);
        return back <= BLUR_MILLIS ? baseTime : baseTime.plusSeconds(greatestSeconds(back));
    }

    /** Returns how far the server's clock is ahead of its expected time; negative if behind; 0 if unknown. */
    private static long aheadMillis(
            ResumePosition stored, ClockSkew known, ServerTime baseTime, LocalMoment receivedAt) {
        if (known.leastDelayedMillis() != null) {
            long ahead = known.aheadOfLeastDelayedMillis(baseTime, receivedAt);
            return ahead > 0 && !known.showsStepsForward() ? 0 : ahead;
        }
        Long skew = stored.clockSkewMillis();
        return skew == null ? 0 : ClockSkew.sampleMillis(baseTime, receivedAt) - skew;
    }

    /** Returns by how much the two clocks may have drifted apart since the position was stored. */
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
