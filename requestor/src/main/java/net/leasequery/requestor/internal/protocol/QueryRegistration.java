package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;

/**
 * When the server began to follow changes for the query. The server never reports this. But no message is built before
 * the query was sent, so the base-time of each message minus the time since then is a lower bound. Changes after the
 * bound may still be owed, regardless of the base-times seen.
 *
 * @param notBefore lower bound, server clock
 * @param newestBaseTime base-time of the last message, server clock
 */
public record QueryRegistration(ServerTime notBefore, ServerTime newestBaseTime) {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** Returns the bound that the first message gives. */
    public static QueryRegistration seenBy(ActiveQuery query, ServerTime baseTime, LocalMoment receivedAt) {
        return new QueryRegistration(bound(query, baseTime, receivedAt), baseTime);
    }

    /** Returns the bound after a further message. If the clock steps back, the bound moves back too. */
    public QueryRegistration after(ActiveQuery query, ServerTime baseTime, LocalMoment receivedAt) {
        if (baseTime.equals(newestBaseTime)) {
            return this;
        }
        ServerTime bound = bound(query, baseTime, receivedAt);
        boolean steppedBack = baseTime.compareTo(newestBaseTime) < 0;
        return new QueryRegistration(steppedBack ? bound : ServerTime.later(notBefore, bound), baseTime);
    }

    private static ServerTime bound(ActiveQuery query, ServerTime baseTime, LocalMoment receivedAt) {
        long millis = receivedAt.millisSince(query.sentAt());
        return baseTime.plusSeconds(-(millis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
    }
}
