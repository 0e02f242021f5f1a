package net.leasequery.requestor.resume;

import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.ClockSkew;
import net.leasequery.requestor.clock.LocalMoment;
import org.jspecify.annotations.Nullable;

/**
 * Moves the resume position while a connection is live; nothing else moves it (RFC 7724 sections 7.3
 * and 7.4.1). base-time is followed wherever the server's clock goes, also backwards by more than the
 * overlap; how far it runs ahead of changes that may still be queued is the position's lag.
 *
 * <p>Immutable. A message that tells nothing new returns the same instance, so that most bindings of
 * a busy second share one position.
 */
public final class LiveProgress {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final ChangeFront front;
    private final ClockSkew skew;
    private final long overlapSeconds;
    private final ResumePosition position;

    private LiveProgress(ChangeFront front, ClockSkew skew, long overlapSeconds) {
        this.front = front;
        this.skew = skew;
        this.overlapSeconds = overlapSeconds;
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
            ServerTime receivedTo, ServerTime baseTime, ClockSkew skew, long overlapSeconds) {
        ServerTime provenTo = ServerTime.earlier(receivedTo, baseTime);
        return new LiveProgress(ChangeFront.startingAt(provenTo, baseTime, overlapSeconds), skew, overlapSeconds);
    }

    /** Where a new connection would resume. */
    public ResumePosition position() {
        return position;
    }

    /** Server clock minus local clock. */
    public ClockSkew skew() {
        return skew;
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
        ChangeFront next = change == null
                ? front.afterBaseTime(newest)
                : front.afterChange(newest, change, remote, overlapSeconds);
        return with(next, baseTime, receivedAt);
    }

    /** After a keep-alive, which is sent only when nothing waits in the server (RFC 7724 section 7.4). */
    public LiveProgress afterKeepAlive(ServerTime baseTime, LocalMoment receivedAt) {
        if (steppedBackTo(baseTime)) {
            ClockSkew stepped = skew.afterStep(baseTime, receivedAt);
            return new LiveProgress(front.afterEmptyQueue(baseTime, overlapSeconds), stepped, overlapSeconds);
        }
        return with(front.afterEmptyQueue(baseTime, overlapSeconds), baseTime, receivedAt);
    }

    /** After a message that proves nothing but its base-time, such as QueryTerminated. */
    public LiveProgress afterMessage(ServerTime baseTime, LocalMoment receivedAt) {
        return steppedBackTo(baseTime)
                ? afterClockStep(baseTime, receivedAt)
                : with(front.afterBaseTime(ServerTime.later(baseTime, front.newestBaseTime())), baseTime, receivedAt);
    }

    /** A smaller step is covered by the overlap, and may be no step but packets built by two threads. */
    private boolean steppedBackTo(ServerTime baseTime) {
        return front.newestBaseTime().secondsSince(baseTime) > overlapSeconds;
    }

    private LiveProgress afterClockStep(ServerTime baseTime, LocalMoment receivedAt) {
        // The step happened after the last message was built. What the server's clock would show now
        // without it tells how long ago that was at most, however long the messages took to reach us.
        Long skewMillis = skew.leastDelayedMillis();
        long withoutStep = receivedAt.epochMilli() + (skewMillis == null ? 0 : skewMillis);
        long sinceLast = Math.max(0, withoutStep - front.newestBaseTime().toEpochMilli());
        ServerTime sinceStep = baseTime.plusSeconds(-(sinceLast / MILLIS_PER_SECOND + 1));
        // The skew from before stands for a while yet. A connection that breaks now leaves changes behind
        // that lie in the server's future, and only that skew will betray the step to the next one.
        return new LiveProgress(
                front.afterClockStep(baseTime, sinceStep, overlapSeconds),
                skew.after(baseTime, receivedAt),
                overlapSeconds);
    }

    private LiveProgress with(ChangeFront nextFront, ServerTime baseTime, LocalMoment receivedAt) {
        ClockSkew nextSkew = skew.after(baseTime, receivedAt);
        return nextFront.equals(front) && nextSkew == skew
                ? this
                : new LiveProgress(nextFront, nextSkew, overlapSeconds);
    }
}
