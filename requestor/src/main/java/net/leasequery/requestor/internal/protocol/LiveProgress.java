package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Moves the resume position while a connection is live; nothing else moves it (RFC 7724 sections 7.3
 * and 7.4.1). base-time is followed wherever the server's clock goes, also backwards by more than the
 * overlap; how far it runs ahead of changes that may still be queued is the position's lag.
 *
 * <p>Notices when the server's clock is set: base-time goes back, or it runs ahead of the local clock, which no message
 * can by waiting, or two keep-alives in a row agree that it has fallen behind.
 *
 * <p>Immutable. A message that tells nothing new returns the same instance, so that most bindings of
 * a busy second share one position.
 */
public final class LiveProgress {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** A keep-alive with nothing between it and the next one. */
    private record Quiet(LocalMoment at, long sampleMillis) {

        private static final long LEAST_APART_MILLIS = 1_000;
        private static final long GRAIN_MILLIS = 2_000;

        static Quiet of(ServerTime baseTime, LocalMoment at) {
            return new Quiet(at, baseTime.toEpochMilli() - at.steadyMillis());
        }

        /** Two that waited equally long, with nothing between them, did not wait. */
        boolean agreesWith(Quiet earlier) {
            return at.millisSince(earlier.at) >= LEAST_APART_MILLIS
                    && Math.abs(sampleMillis - earlier.sampleMillis) <= GRAIN_MILLIS;
        }
    }

    private final LowWatermark front;
    private final ClockSkew skew;
    private final ResumeRules rules;
    private final @Nullable ClockStep step;
    private final @Nullable Quiet quiet;
    private final ResumePosition position;

    private LiveProgress(
            LowWatermark front, ClockSkew skew, ResumeRules rules, @Nullable ClockStep step, @Nullable Quiet quiet) {
        this.front = front;
        this.skew = skew;
        this.rules = rules;
        this.step = step;
        this.quiet = quiet;
        long lag = Math.max(0, front.newestBaseTime().secondsSince(front.provenTo()));
        this.position = new ResumePosition(front.newestBaseTime(), lag, skew.leastDelayedMillis());
    }

    /**
     * Progress at the moment when the stream becomes live.
     *
     * @param receivedTo change time up to which everything has been received
     * @param baseTime of the message that ended catch-up, or of the first one if there was none
     */
    public static LiveProgress startingAt(
            ServerTime receivedTo, ServerTime baseTime, ClockSkew skew, ResumeRules rules) {
        ServerTime provenTo = ServerTime.earlier(receivedTo, baseTime);
        LowWatermark front = LowWatermark.startingAt(provenTo, baseTime, rules.overlapSeconds());
        return new LiveProgress(front, skew, rules, null, null);
    }

    /** Where a new connection would resume. */
    public ResumePosition position() {
        return position;
    }

    /** Server clock minus local clock. */
    public ClockSkew skew() {
        return skew;
    }

    /** A step of the server's clock that was seen and not yet {@link #noticed}; null if there is none. */
    public @Nullable ClockStep step() {
        return step;
    }

    /** Progress once somebody was told of the step. */
    public LiveProgress noticed() {
        return new LiveProgress(front, skew, rules, null, quiet);
    }

    /** After reading was held back: what comes now may have waited, whatever it is. */
    public LiveProgress afterPause() {
        return quiet == null ? this : new LiveProgress(front, skew, rules, step, null);
    }

    /**
     * After a binding.
     *
     * @param change when the binding changed; null if the server did not tell
     * @param remote whether a partner server made the change
     */
    public LiveProgress afterBinding(
            ServerTime baseTime, @Nullable ServerTime change, boolean remote, LocalMoment receivedAt) {
        if (steppedBackTo(baseTime)) {
            return afterClockStep(baseTime, receivedAt);
        }
        ServerTime newest = ServerTime.later(baseTime, front.newestBaseTime());
        LowWatermark next = change == null || !rules.ordered()
                ? front.afterBaseTime(newest)
                : front.afterChange(newest, change, remote, rules.overlapSeconds());
        return with(next, baseTime, receivedAt);
    }

    /** After a keep-alive, which is sent only when nothing waits in the server (RFC 7724 section 7.4). */
    public LiveProgress afterKeepAlive(ServerTime baseTime, LocalMoment receivedAt) {
        LowWatermark emptied = front.afterEmptyQueue(baseTime, rules.overlapSeconds());
        Quiet now = Quiet.of(baseTime, receivedAt);
        ClockStep shown = stepShownBy(baseTime, receivedAt);
        if (shown != null) {
            return new LiveProgress(emptied, skew.afterStep(baseTime, receivedAt, false), rules, firstOf(shown), now);
        }
        if (quiet == null || !now.agreesWith(quiet)) {
            return new LiveProgress(emptied, skew.after(baseTime, receivedAt), rules, step, now);
        }
        long ahead = skew.aheadMillis(baseTime, receivedAt);
        return ahead < -ClockStep.LEAST_MILLIS
                ? new LiveProgress(
                        emptied,
                        skew.afterStep(baseTime, receivedAt, true),
                        rules,
                        firstOf(ClockStep.by(ahead, baseTime)),
                        now)
                : new LiveProgress(emptied, skew.afterPrompt(baseTime, receivedAt), rules, step, now);
    }

    /** After a message that proves nothing but its base-time, such as QueryTerminated. */
    public LiveProgress afterMessage(ServerTime baseTime, LocalMoment receivedAt) {
        return steppedBackTo(baseTime)
                ? afterClockStep(baseTime, receivedAt)
                : with(front.afterBaseTime(ServerTime.later(baseTime, front.newestBaseTime())), baseTime, receivedAt);
    }

    /** A smaller step is covered by the overlap, and may be no step but packets built by two threads. */
    private boolean steppedBackTo(ServerTime baseTime) {
        long back = front.newestBaseTime().secondsSince(baseTime);
        return back > Math.min(rules.overlapSeconds(), ClockStep.LEAST_MILLIS / MILLIS_PER_SECOND);
    }

    private @Nullable ClockStep stepShownBy(ServerTime baseTime, LocalMoment receivedAt) {
        return skew.stepShownBy(front.newestBaseTime(), baseTime, receivedAt);
    }

    private @Nullable ClockStep firstOf(@Nullable ClockStep shown) {
        return step == null ? shown : step;
    }

    private LiveProgress afterClockStep(ServerTime baseTime, LocalMoment receivedAt) {
        // The step happened after the last message was built. What the server's clock would show now
        // without it tells how long ago that was at most, however long the messages took to reach us.
        Long skewMillis = skew.leastDelayedMillis();
        long withoutStep = receivedAt.epochMilli() + (skewMillis == null ? 0 : skewMillis);
        long sinceLast = Math.max(0, withoutStep - front.newestBaseTime().toEpochMilli());
        ServerTime sinceStep = baseTime.plusSeconds(-(sinceLast / MILLIS_PER_SECOND + 1));
        ClockStep shown = stepShownBy(baseTime, receivedAt);
        // A connection that breaks now leaves changes behind that lie in the server's future, and only the skew
        // from before will betray the step to the next one.
        return new LiveProgress(
                front.afterClockStep(baseTime, sinceStep, rules.overlapSeconds()),
                shown == null ? skew.after(baseTime, receivedAt) : skew.afterStepRemembered(baseTime, receivedAt),
                rules,
                firstOf(shown),
                null);
    }

    private LiveProgress with(LowWatermark nextFront, ServerTime baseTime, LocalMoment receivedAt) {
        ClockStep shown = stepShownBy(baseTime, receivedAt);
        ClockSkew nextSkew =
                shown == null ? skew.after(baseTime, receivedAt) : skew.afterStepRemembered(baseTime, receivedAt);
        return nextFront.equals(front) && nextSkew == skew && quiet == null
                ? this
                : new LiveProgress(nextFront, nextSkew, rules, firstOf(shown), null);
    }
}
