package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Moves the resume position while a connection is live; nothing else moves it (RFC 7724 sections 7.3 and 7.4.1). The
 * position follows base-time wherever the server's clock goes, even back by more than the overlap. The lag of the
 * position is how far base-time is ahead of changes that may still be queued.
 *
 * <p>Detects a step of the server's clock: base-time goes back; or it runs ahead of the local clock, which waiting
 * cannot cause; or two consecutive keep-alives agree that it has fallen behind.
 *
 * <p>Immutable. A message without new information returns the same instance, so that most bindings of a busy second
 * share one position.
 */
public final class LiveProgress {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** A keep-alive with no other message between it and the next one. */
    private record Quiet(LocalMoment at, long sampleMillis) {

        private static final long LEAST_APART_MILLIS = 1_000;
        private static final long GRAIN_MILLIS = 2_000;

        static Quiet of(ServerTime baseTime, LocalMoment at) {
            return new Quiet(at, baseTime.toEpochMilli() - at.steadyMillis());
        }

        /** Whether the two keep-alives show the same skew. If so, neither waited, because nothing came between them. */
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
     * Returns the progress at the moment when the stream becomes live.
     *
     * @param receivedTo change time up to which everything has been received
     * @param baseTime of the message that ended catch-up, or of the first message if there was no catch-up
     */
    public static LiveProgress startingAt(
            ServerTime receivedTo, ServerTime baseTime, ClockSkew skew, ResumeRules rules) {
        ServerTime provenTo = ServerTime.earlier(receivedTo, baseTime);
        LowWatermark front = LowWatermark.startingAt(provenTo, baseTime, rules.overlapSeconds());
        return new LiveProgress(front, skew, rules, null, null);
    }

    /** Returns the position from which a new connection would resume. */
    public ResumePosition position() {
        return position;
    }

    /** Server clock minus local clock. */
    public ClockSkew skew() {
        return skew;
    }

    /** Returns a step of the server's clock that was detected and not yet {@link #noticed}; null if there is none. */
    public @Nullable ClockStep step() {
        return step;
    }

    /** Returns the progress after the step was reported. */
    public LiveProgress noticed() {
        return new LiveProgress(front, skew, rules, null, quiet);
    }

    /** Returns the progress after reading was held back: any message that follows may have waited. */
    public LiveProgress afterPause() {
        LowWatermark paused = front.afterPause(rules.overlapSeconds());
        return quiet == null && paused.equals(front) ? this : new LiveProgress(paused, skew, rules, step, null);
    }

    /**
     * Returns the progress after a binding.
     *
     * @param change when the binding changed; null if unknown
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

    /**
     * Returns the progress after a keep-alive without a base-time, which a DHCPv4 server may leave out (RFC 7724 section
     * 7.4). All changes up to the last base-time have been received.
     */
    public LiveProgress afterKeepAlive() {
        LowWatermark emptied = front.afterEmptyQueue(front.newestBaseTime(), rules.overlapSeconds());
        return quiet == null && emptied.equals(front) ? this : new LiveProgress(emptied, skew, rules, step, null);
    }

    /**
     * Returns the progress after a keep-alive, which is sent only when nothing waits in the server (RFC 7724 section
     * 7.4).
     */
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

    /** Returns the progress after a message that proves only its base-time, such as QueryTerminated. */
    public LiveProgress afterMessage(ServerTime baseTime, LocalMoment receivedAt) {
        return steppedBackTo(baseTime)
                ? afterClockStep(baseTime, receivedAt)
                : with(front.afterBaseTime(ServerTime.later(baseTime, front.newestBaseTime())), baseTime, receivedAt);
    }

    /** Ignores a smaller step: the overlap covers it, and it may come from two threads building packets. */
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
        // The step happened after the last message was built. The time that the server's clock would show now without
        // the step bounds how long ago that was, regardless of how long the messages took to arrive.
        Long skewMillis = skew.leastDelayedMillis();
        long withoutStep = receivedAt.epochMilli() + (skewMillis == null ? 0 : skewMillis);
        long sinceLast = Math.max(0, withoutStep - front.newestBaseTime().toEpochMilli());
        ServerTime sinceStep = baseTime.plusSeconds(-(sinceLast / MILLIS_PER_SECOND + 1));
        ClockStep shown = stepShownBy(baseTime, receivedAt);
        // If the connection breaks now, missed changes lie in the server's future, and only the skew from before the
        // step lets the next connection detect it.
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
