package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Estimates server clock minus local clock from each base-time that arrives (RFC 6926 section 2).
 *
 * <p>A message that waited in the server, in TCP or in the local socket makes the skew look too small, never too large.
 * The estimate therefore rises to the greatest sample at once, and falls no faster than a real clock drifts, even if a
 * backlog lasts long. A faster fall is a step of the clock: {@link #afterStep}. The published value moves towards the
 * estimate in small steps.
 *
 * <p>Samples are taken against the local monotonic clock, so a step of the local wall clock changes the published value
 * but is not taken for a step of the server's clock. Immutable.
 */
public final class ClockSkew {

    /** The message that the estimate is based on, which decides what a greater skew means. */
    private enum Basis {
        /** Each message so far may have waited: a message ahead of them may be the first that did not wait. */
        ANY_MESSAGE,
        /**
         * The message that showed the last step, which may have waited. If another message is ahead of it, either that
         * message did not wait or the clock has stepped again. This is undecidable, so it counts as a step: loading
         * bindings again ends none of them.
         */
        STEP,
        /** A message that did not wait: a message ahead of it shows a step. */
        PROMPT_MESSAGE
    }

    /** The skew before the first base-time. */
    public static final ClockSkew UNKNOWN = new ClockSkew(null, 0, 0, 0, Basis.ANY_MESSAGE, Long.MIN_VALUE, null, 0);

    /** Drift between two clocks that are not set, in parts per million. */
    public static final long DRIFT_PPM = 100;

    private static final long WINDOW_MILLIS = 60_000;
    private static final long HELD_OVER_MILLIS = 120_000;
    private static final int SMALL_STEP_DIVISOR = 8;
    private static final long WALL_CLOCK_TOLERANCE_MILLIS = 250;
    private static final long ONE_MILLION = 1_000_000;
    private static final long NONE = Long.MIN_VALUE;

    private final @Nullable LocalMoment windowStart;
    private final long greatestOfWindow;
    private final long estimate;
    private final long smoothed;
    private final Basis basis;
    private final long heldOver;
    private final @Nullable LocalMoment heldOverSince;
    private final long wallAhead;

    private ClockSkew(
            @Nullable LocalMoment windowStart,
            long greatestOfWindow,
            long estimate,
            long smoothed,
            Basis basis,
            long heldOver,
            @Nullable LocalMoment heldOverSince,
            long wallAhead) {
        this.windowStart = windowStart;
        this.greatestOfWindow = greatestOfWindow;
        this.estimate = estimate;
        this.smoothed = smoothed;
        this.basis = basis;
        this.heldOver = heldOver;
        this.heldOverSince = heldOverSince;
        this.wallAhead = wallAhead;
    }

    /**
     * Returns the skew that one message shows, in milliseconds of the wall clock. It is at most the true skew, because
     * messages may wait.
     */
    public static long sampleMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return baseTime.toEpochMilli() - receivedAt.epochMilli();
    }

    private static long steadySample(ServerTime baseTime, LocalMoment receivedAt) {
        return baseTime.toEpochMilli() - receivedAt.steadyMillis();
    }

    /**
     * Returns the estimate after another base-time. A base-time that only a step forward explains is left out: the
     * caller has to detect the step and report it by {@link #afterStep}.
     */
    public ClockSkew after(ServerTime baseTime, LocalMoment receivedAt) {
        long sample = steadySample(baseTime, receivedAt);
        if (windowStart == null) {
            return first(sample, receivedAt, Basis.ANY_MESSAGE);
        }
        if (showsStepsForward() && sample - estimate > ClockStep.LEAST_MILLIS) {
            return this;
        }
        long wall = wallAheadAt(receivedAt);
        if (receivedAt.millisSince(windowStart) >= WINDOW_MILLIS) {
            return nextWindow(sample, receivedAt, wall);
        }
        // Within one second base-time does not move, so only the first sample counts and the value stays.
        return sample > greatestOfWindow || wall != wallAhead
                ? moved(
                        windowStart,
                        Math.max(sample, greatestOfWindow),
                        Math.max(estimate, sample),
                        heldOver,
                        heldOverSince,
                        wall)
                : this;
    }

    /**
     * Returns the estimate after a base-time that is known not to have waited, such as the first of a connection.
     * Unless it shows a step, its sample is the true skew.
     */
    public ClockSkew afterPrompt(ServerTime baseTime, LocalMoment receivedAt) {
        long sample = steadySample(baseTime, receivedAt);
        if (windowStart == null) {
            return first(sample, receivedAt, Basis.PROMPT_MESSAGE);
        }
        if (ClockStep.isStep(sample - estimate)) {
            return basis == Basis.PROMPT_MESSAGE ? this : first(sample, receivedAt, Basis.PROMPT_MESSAGE);
        }
        // base-time is truncated to the second, so the estimate may be up to a second above a true sample.
        long truth = sample > estimate || estimate - sample > 1_000 ? sample : estimate;
        return new ClockSkew(
                receivedAt,
                sample,
                truth,
                smoothed + (truth - smoothed) / SMALL_STEP_DIVISOR,
                Basis.PROMPT_MESSAGE,
                heldOver,
                heldOverSince,
                wallAheadAt(receivedAt));
    }

    /**
     * Returns the estimate after a step of the server's clock, which discards all earlier samples.
     *
     * @param promptly whether the message that showed it is known not to have waited
     */
    public ClockSkew afterStep(ServerTime baseTime, LocalMoment receivedAt, boolean promptly) {
        return first(steadySample(baseTime, receivedAt), receivedAt, promptly ? Basis.PROMPT_MESSAGE : Basis.STEP);
    }

    /**
     * Does the same as {@link #afterStep}, but {@link #leastDelayedMillis} returns the skew from before the step for
     * two more minutes if it is greater. If that value is stored, a restart detects the step again while changes from
     * before it may still be owed.
     */
    public ClockSkew afterStepRemembered(ServerTime baseTime, LocalMoment receivedAt) {
        long sample = steadySample(baseTime, receivedAt);
        return new ClockSkew(
                receivedAt,
                sample,
                sample,
                sample,
                Basis.STEP,
                windowStart == null ? NONE : Math.max(estimate, heldOver),
                receivedAt,
                receivedAt.wallAheadMillis());
    }

    /** Keeps the time of the last remembered step: changes owed since then may carry times of either clock. */
    private ClockSkew first(long sample, LocalMoment receivedAt, Basis basis) {
        return new ClockSkew(
                receivedAt, sample, sample, sample, basis, NONE, heldOverSince, receivedAt.wallAheadMillis());
    }

    private ClockSkew nextWindow(long sample, LocalMoment receivedAt, long wall) {
        LocalMoment since = windowStart == null ? receivedAt : windowStart;
        long drift = Math.max(1, receivedAt.millisSince(since) * DRIFT_PPM / ONE_MILLION);
        long fallen = Math.max(estimate - drift, Math.max(sample, greatestOfWindow));
        boolean over = heldOverSince == null || receivedAt.millisSince(heldOverSince) >= HELD_OVER_MILLIS;
        return moved(receivedAt, sample, fallen, over ? NONE : heldOver, over ? null : heldOverSince, wall);
    }

    private ClockSkew moved(
            LocalMoment start, long greatest, long next, long held, @Nullable LocalMoment heldSince, long wall) {
        return new ClockSkew(
                start, greatest, next, smoothed + (next - smoothed) / SMALL_STEP_DIVISOR, basis, held, heldSince, wall);
    }

    private long wallAheadAt(LocalMoment moment) {
        long now = moment.wallAheadMillis();
        return Math.abs(now - wallAhead) > WALL_CLOCK_TOLERANCE_MILLIS ? now : wallAhead;
    }

    /**
     * Returns the step that a message of an open connection shows: its base-time is before that of an earlier message,
     * or ahead of what an unset clock could show. A clock that was set back looks like a message that waited, so its
     * step shows here only if the clock fell behind the last message.
     *
     * @param newest greatest base-time of the connection so far
     * @return null if the message shows no step
     */
    public @Nullable ClockStep stepShownBy(ServerTime newest, ServerTime baseTime, LocalMoment receivedAt) {
        long back = newest.toEpochMilli() - baseTime.toEpochMilli();
        long ahead = aheadMillis(baseTime, receivedAt);
        if (back > ClockStep.LEAST_MILLIS) {
            return ClockStep.by(Math.min(-back, ahead), baseTime);
        }
        return showsStepsForward() && ahead > ClockStep.LEAST_MILLIS ? ClockStep.by(ahead, baseTime) : null;
    }

    /**
     * Whether a step was {@linkplain #afterStepRemembered remembered} within two minutes: a change owed since then may
     * carry any time that the clock showed meanwhile, even one later than it shows now.
     */
    public boolean remembersStep(LocalMoment now) {
        return heldOverSince != null && now.millisSince(heldOverSince) < HELD_OVER_MILLIS;
    }

    /** Whether a skew greater than the estimate is a step, not just the first message that did not wait. */
    public boolean showsStepsForward() {
        return basis != Basis.ANY_MESSAGE;
    }

    /**
     * Returns how far a message shows the server's clock ahead of the estimate, in milliseconds; negative if behind, as
     * also for a message that waited. 0 if there is no estimate.
     */
    public long aheadMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return windowStart == null ? 0 : steadySample(baseTime, receivedAt) - estimate;
    }

    /** Does the same as {@link #aheadMillis} against the value of {@link #leastDelayedMillis}. */
    public long aheadOfLeastDelayedMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return windowStart == null ? 0 : steadySample(baseTime, receivedAt) - Math.max(estimate, heldOver);
    }

    /** Returns the least delayed view of the skew, in milliseconds; null before the first base-time. */
    public @Nullable Long leastDelayedMillis() {
        return windowStart == null ? null : Long.valueOf(Math.max(estimate, heldOver) - wallAhead);
    }

    /** Returns the published skew, which changes in small steps only; null before the first base-time. */
    public @Nullable Long smoothedMillis() {
        return windowStart == null ? null : Long.valueOf(smoothed - wallAhead);
    }
}
