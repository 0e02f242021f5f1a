package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;

/**
 * Tracks the change time up to which everything has been received, as far as a live stream proves it.
 *
 * <p>A base-time proves nothing about older changes: they may still wait in a server whose connection was blocked. The
 * evidence is the age of the changes that do arrive. A single change proves little, because a binding that changes
 * again while it waits is sent in its place with its newest change time (RFC 7724 section 6). The front therefore moves
 * to the oldest change of a whole period, not to the newest. A period lasts at least for the overlap and for a number
 * of changes, and after a silence for as long as the silence (so that the backlog of the server can drain). It begins
 * anew each time that reading was held back. A new connection therefore receives again the changes of at most two
 * periods.
 *
 * <p>The age of a change that a partner server made (data-source REMOTE) reflects the delay between the partners, not
 * the queue. It counts as a change, but its age is used only in a period without other changes.
 *
 * <p>The front never moves backwards because of a late binding, and {@link #afterEmptyQueue} brings it up to date at
 * once. All times are in the server's clock.
 *
 * @param provenTo the front
 * @param oldestOfLastPeriod oldest change received in the period before the current one
 * @param oldestOfPeriod oldest change received in the current period
 * @param ownChange whether {@code oldestOfPeriod} is the time of a change that the server itself made
 * @param changesLeft changes that the current period still needs
 * @param periodEnd base-time before which the current period does not end
 * @param newestBaseTime base-time of the last message
 */
record LowWatermark(
        ServerTime provenTo,
        ServerTime oldestOfLastPeriod,
        ServerTime oldestOfPeriod,
        boolean ownChange,
        int changesLeft,
        ServerTime periodEnd,
        ServerTime newestBaseTime) {

    static final int CHANGES_OF_PERIOD = 64;

    /** A change older than this is explained by a partner server or an operator, not by a queue. */
    private static final long OLDEST_QUEUED_SECONDS = 3_600;

    /** Returns the watermark of a stream that is known to be received up to {@code provenTo}. */
    static LowWatermark startingAt(ServerTime provenTo, ServerTime baseTime, long overlapSeconds) {
        return new LowWatermark(
                provenTo, provenTo, provenTo, true, CHANGES_OF_PERIOD, baseTime.plusSeconds(overlapSeconds), baseTime);
    }

    /**
     * Returns the watermark after a binding with a known change time.
     *
     * @param baseTime of the message; not before the last one
     * @param remote whether a partner server made the change
     */
    LowWatermark afterChange(ServerTime baseTime, ServerTime change, boolean remote, long overlapSeconds) {
        if (baseTime.secondsSince(change) > OLDEST_QUEUED_SECONDS) {
            return afterBaseTime(baseTime);
        }
        long silence = baseTime.secondsSince(newestBaseTime);
        ServerTime drained = silence > overlapSeconds ? baseTime.plusSeconds(silence) : periodEnd;
        if (changesLeft > 0 || baseTime.compareTo(periodEnd) < 0) {
            return within(
                    oldestOfLastPeriod,
                    oldestWith(change, remote),
                    ownChange || !remote,
                    Math.max(0, changesLeft - 1),
                    ServerTime.later(periodEnd, drained),
                    baseTime);
        }
        ServerTime nextEnd = ServerTime.later(baseTime.plusSeconds(overlapSeconds), drained);
        return within(oldestOfPeriod, change, !remote, CHANGES_OF_PERIOD - 1, nextEnd, baseTime);
    }

    private ServerTime oldestWith(ServerTime change, boolean remote) {
        if (ownChange && remote) {
            return oldestOfPeriod;
        }
        return ownChange || remote ? ServerTime.earlier(oldestOfPeriod, change) : change;
    }

    /**
     * Returns the watermark after reading was held back. Changes have piled up in the server meanwhile, and a period that
     * contains the pause proves nothing about how old they are.
     */
    LowWatermark afterPause(long overlapSeconds) {
        ServerTime end = ServerTime.later(periodEnd, newestBaseTime.plusSeconds(overlapSeconds));
        return new LowWatermark(
                provenTo, oldestOfLastPeriod, oldestOfPeriod, ownChange, CHANGES_OF_PERIOD, end, newestBaseTime);
    }

    /** Returns the watermark after a message that proves nothing about changes. */
    LowWatermark afterBaseTime(ServerTime baseTime) {
        return within(oldestOfLastPeriod, oldestOfPeriod, ownChange, changesLeft, periodEnd, baseTime);
    }

    /** Returns the watermark after a message that proves that nothing older than its base-time waits in the server. */
    LowWatermark afterEmptyQueue(ServerTime baseTime, long overlapSeconds) {
        return startingAt(baseTime, baseTime, overlapSeconds);
    }

    /**
     * Returns the watermark after the server's clock was set back in mid-stream. It follows the clock back, and then
     * does not move until the clock has passed its former time: until then old and new time stamps cannot be
     * distinguished.
     *
     * @param sinceStep lower bound for the time stamps of changes since the step
     */
    LowWatermark afterClockStep(ServerTime baseTime, ServerTime sinceStep, long overlapSeconds) {
        ServerTime front = ServerTime.earlier(provenTo, sinceStep);
        ServerTime clockCaughtUp = ServerTime.later(periodEnd, newestBaseTime.plusSeconds(overlapSeconds));
        return new LowWatermark(front, front, front, true, CHANGES_OF_PERIOD, clockCaughtUp, baseTime);
    }

    private LowWatermark within(
            ServerTime lastPeriod, ServerTime period, boolean own, int left, ServerTime end, ServerTime baseTime) {
        ServerTime front = ServerTime.later(provenTo, ServerTime.earlier(lastPeriod, period));
        return new LowWatermark(front, lastPeriod, period, own, left, end, baseTime);
    }
}
