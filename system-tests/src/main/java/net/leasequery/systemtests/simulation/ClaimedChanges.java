package net.leasequery.systemtests.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a stored offset claims to be in Kafka (docs/offsets.md), by the clock that the server shows.
 *
 * @param upTo last second that is certainly received, since 1970; null if none is
 * @param gapStart first second that is owed; null if none is
 * @param gapEnd last second that is owed; null if it is not known
 */
record ClaimedChanges(
        @Nullable Long upTo,
        @Nullable Long gapStart,
        @Nullable Long gapEnd) {

    /** Seconds from 1970 to 2000, where DHCPv6 times begin. */
    private static final long YEAR_2000 = 946_684_800L;

    /** Changes in the second of the position may follow it; the next query asks for that second again. */
    private static final long OPEN_SECONDS = 1;

    static ClaimedChanges of(Family family, Map<String, ?> offset) {
        long epoch = family == Family.IPV6 ? YEAR_2000 : 0;
        Long baseTime = (Long) offset.get("base_time");
        Long lag = (Long) offset.get("lag");
        return new ClaimedChanges(
                baseTime == null ? null : Long.valueOf(epoch + baseTime - (lag == null ? 0 : lag) - OPEN_SECONDS),
                since(epoch, (Long) offset.get("gap_start")),
                since(epoch, (Long) offset.get("gap_end")));
    }

    /** 0 is the beginning of time in both families. */
    private static @Nullable Long since(long epoch, @Nullable Long wire) {
        return wire == null || wire == 0 ? wire : Long.valueOf(epoch + wire);
    }

    boolean includes(long second) {
        return upTo != null && second <= upTo && !isOwed(second);
    }

    private boolean isOwed(long second) {
        return gapStart != null && second >= gapStart && (gapEnd == null || second <= gapEnd);
    }
}
