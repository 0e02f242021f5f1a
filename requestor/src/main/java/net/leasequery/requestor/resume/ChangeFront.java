package net.leasequery.requestor.resume;

import net.leasequery.requestor.binding.ServerTime;

/**
 * The change time up to which everything has been received, as far as a live stream proves it.
 *
 * <p>A base-time proves nothing about older changes: they may still wait in a server whose
 * connection was blocked. What proves something is the age of the changes that do arrive. Servers
 * need not send them strictly in order, for a binding that changes again while it waits is sent in
 * its place with its newest change time (RFC 7724 section 6). The front therefore moves to the
 * oldest change seen of a whole period of server time, not to the newest. The period is the overlap,
 * and after a silence as long as the silence was: what a server piled up meanwhile is given that time
 * to drain. It never moves backwards because of a late binding, and {@link #afterEmptyQueue} brings
 * it up to date at once.
 *
 * <p>All times are in the server's clock.
 *
 * @param provenTo the front
 * @param oldestOfLastPeriod oldest change received in the period before the current one
 * @param oldestOfPeriod oldest change received in the current period
 * @param periodEnd base-time at which the current period ends
 * @param newestBaseTime base-time of the last message
 */
record ChangeFront(
        ServerTime provenTo,
        ServerTime oldestOfLastPeriod,
        ServerTime oldestOfPeriod,
        ServerTime periodEnd,
        ServerTime newestBaseTime) {

    /** A change older than this tells of a partner server or of an operator, not of a queue. */
    private static final long OLDEST_QUEUED_SECONDS = 3_600;

    /** A stream of which everything up to {@code provenTo} is known to have been received. */
    static ChangeFront startingAt(ServerTime provenTo, ServerTime baseTime, long overlapSeconds) {
        return new ChangeFront(provenTo, provenTo, provenTo, baseTime.plusSeconds(overlapSeconds), baseTime);
    }

    /**
     * After a binding with a known change time.
     *
     * @param baseTime of the message; not before the last one
     */
    ChangeFront afterChange(ServerTime baseTime, ServerTime change, long overlapSeconds) {
        if (baseTime.secondsSince(change) > OLDEST_QUEUED_SECONDS) {
            return afterBaseTime(baseTime);
        }
        long silence = baseTime.secondsSince(newestBaseTime);
        ServerTime drained = silence > overlapSeconds ? baseTime.plusSeconds(silence) : periodEnd;
        if (baseTime.compareTo(periodEnd) < 0) {
            ServerTime oldest = ServerTime.earlier(oldestOfPeriod, change);
            return with(oldestOfLastPeriod, oldest, ServerTime.later(periodEnd, drained), baseTime);
        }
        ServerTime nextEnd = ServerTime.later(baseTime.plusSeconds(overlapSeconds), drained);
        return with(oldestOfPeriod, change, nextEnd, baseTime);
    }

    /** After a message that says nothing about changes. */
    ChangeFront afterBaseTime(ServerTime baseTime) {
        return baseTime.equals(newestBaseTime)
                ? this
                : new ChangeFront(provenTo, oldestOfLastPeriod, oldestOfPeriod, periodEnd, baseTime);
    }

    /** After a message that proves that nothing older than its base-time waits in the server. */
    ChangeFront afterEmptyQueue(ServerTime baseTime, long overlapSeconds) {
        return startingAt(baseTime, baseTime, overlapSeconds);
    }

    /**
     * After the server's clock was stepped back in mid-stream. Follows it backwards, and then stands
     * until the clock has passed where it was: until then old and new time stamps cannot be told
     * apart.
     *
     * @param sinceStep no change since the step can be stamped earlier than this
     */
    ChangeFront afterClockStep(ServerTime baseTime, ServerTime sinceStep, long overlapSeconds) {
        ServerTime front = ServerTime.earlier(provenTo, sinceStep);
        ServerTime clockCaughtUp = ServerTime.later(periodEnd, newestBaseTime.plusSeconds(overlapSeconds));
        return new ChangeFront(front, front, front, clockCaughtUp, baseTime);
    }

    private ChangeFront with(ServerTime lastPeriod, ServerTime period, ServerTime end, ServerTime baseTime) {
        ServerTime front = ServerTime.later(provenTo, ServerTime.earlier(lastPeriod, period));
        if (front.equals(provenTo)
                && lastPeriod.equals(oldestOfLastPeriod)
                && period.equals(oldestOfPeriod)
                && end.equals(periodEnd)
                && baseTime.equals(newestBaseTime)) {
            return this;
        }
        return new ChangeFront(front, lastPeriod, period, end, baseTime);
    }
}
