package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;

/**
 * When the server began to follow changes for our query. It never says so; but no message is built
 * before the query was sent, so the base-time of each less the time since then is a lower bound, and
 * changes after it may still be owed whatever base-times have been seen.
 *
 * @param notBefore lower bound, server clock
 * @param newestBaseTime base-time of the last message, server clock
 */
public record QueryRegistration(ServerTime notBefore, ServerTime newestBaseTime) {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** The bound that the first message gives. */
    public static QueryRegistration seenBy(ActiveQuery query, ServerTime baseTime, LocalMoment receivedAt) {
        return new QueryRegistration(bound(query, baseTime, receivedAt), baseTime);
    }

    /** The bound after a further message. A clock that steps back takes the bound with it. */
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
