package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Server clock minus local clock, estimated from each base-time that arrives (RFC 6926 section 2).
 *
 * <p>A message that waited, in the server, in TCP or in our socket, makes the skew look too small, never too large. The
 * estimate therefore rises to the greatest sample at once, and falls no faster than a real clock drifts, however long a
 * backlog lasts. What falls faster is a clock that was set: {@link #afterStep}. What is published moves towards the
 * estimate in small steps.
 *
 * <p>Samples are taken against the steady local clock, so a step of our own wall clock changes what is published and is
 * not taken for a step of the server's. Immutable.
 */
public final class ClockSkew {

    /** What a greater skew than the estimate means. */
    private enum Basis {
        /** Each message so far may have waited: one that is ahead of them is only the first that did not. */
        ANY_MESSAGE,
        /**
         * The message that showed the last step, and it may have waited. Another one that is ahead of it did not wait, or
         * the clock has stepped once more. Nobody can tell, so it counts as a step: to load bindings again ends none.
         */
        STEP,
        /** A message that did not wait: one that is ahead of it shows a step. */
        PROMPT_MESSAGE
    }

    /** Nothing is known. */
    public static final ClockSkew UNKNOWN = new ClockSkew(null, 0, 0, 0, Basis.ANY_MESSAGE, Long.MIN_VALUE, null, 0);

    /** Parts in a million by which two clocks that nobody sets drift apart. */
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

    /** The skew that one message shows, in milliseconds of the wall clock. At most the true skew: messages may wait. */
    public static long sampleMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return baseTime.toEpochMilli() - receivedAt.epochMilli();
    }

    private static long steadySample(ServerTime baseTime, LocalMoment receivedAt) {
        return baseTime.toEpochMilli() - receivedAt.steadyMillis();
    }

    /**
     * The estimate after one more base-time. One that only a step forward explains is left out: it is for whoever follows
     * the stream to notice, and to say so by {@link #afterStep}.
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
        // Within a second base-time stands still and only the first sample counts: no new value then.
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
     * The estimate after a base-time that is known not to have waited, such as the first of a connection. Anything else
     * than a step is then the truth.
     */
    public ClockSkew afterPrompt(ServerTime baseTime, LocalMoment receivedAt) {
        long sample = steadySample(baseTime, receivedAt);
        if (windowStart == null) {
            return first(sample, receivedAt, Basis.PROMPT_MESSAGE);
        }
        if (ClockStep.isStep(sample - estimate)) {
            return basis == Basis.PROMPT_MESSAGE ? this : first(sample, receivedAt, Basis.PROMPT_MESSAGE);
        }
        // base-time is cut off to the second, so the estimate may be up to a second above a true sample.
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
     * The estimate after the server's clock was seen to step: what was learned before is void.
     *
     * @param promptly whether the message that showed it is known not to have waited
     */
    public ClockSkew afterStep(ServerTime baseTime, LocalMoment receivedAt, boolean promptly) {
        return first(steadySample(baseTime, receivedAt), receivedAt, promptly ? Basis.PROMPT_MESSAGE : Basis.STEP);
    }

    /**
     * The same, but {@link #leastDelayedMillis} shows the skew from before for two minutes yet, if it is the greater one.
     * Whoever stores it then finds the step once more after a restart, while changes from before it may still be owed.
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

    /** That a step was remembered outlives this one: what is owed since may carry times of either clock. */
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
     * The step that a message of an open connection shows: its base-time is before that of an earlier message, or ahead of
     * what a clock could show that nobody has set. A clock that fell behind looks like a message that waited, and shows
     * here only if it fell behind the last message.
     *
     * @param newest greatest base-time of the connection so far
     * @return null if none shows
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
     * Whether a step was {@linkplain #afterStepRemembered remembered} within two minutes: a change that is owed since
     * may be dated by any time that the clock showed meanwhile, later ones than it shows now among them.
     */
    public boolean remembersStep(LocalMoment now) {
        return heldOverSince != null && now.millisSince(heldOverSince) < HELD_OVER_MILLIS;
    }

    /** Whether a greater skew than this has to be taken for a step, and not for the first message that did not wait. */
    public boolean showsStepsForward() {
        return basis != Basis.ANY_MESSAGE;
    }

    /**
     * How far a message shows the server's clock ahead of where it should be, in milliseconds; negative if behind, which a
     * message that waited is too. 0 if nothing is known.
     */
    public long aheadMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return windowStart == null ? 0 : steadySample(baseTime, receivedAt) - estimate;
    }

    /** The same against what {@link #leastDelayedMillis} shows. */
    public long aheadOfLeastDelayedMillis(ServerTime baseTime, LocalMoment receivedAt) {
        return windowStart == null ? 0 : steadySample(baseTime, receivedAt) - Math.max(estimate, heldOver);
    }

    /** Least delayed view of the skew, in milliseconds; null before the first base-time. */
    public @Nullable Long leastDelayedMillis() {
        return windowStart == null ? null : Long.valueOf(Math.max(estimate, heldOver) - wallAhead);
    }

    /** The skew as published: changes by small adjustments only; null before the first base-time. */
    public @Nullable Long smoothedMillis() {
        return windowStart == null ? null : Long.valueOf(smoothed - wallAhead);
    }
}
