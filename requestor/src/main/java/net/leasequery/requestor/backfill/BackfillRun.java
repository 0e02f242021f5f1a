package net.leasequery.requestor.backfill;

import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.Gap;
import org.jspecify.annotations.Nullable;

/**
 * One pass through all configured bulk queries, on one connection.
 *
 * @param id names the run in the records that it brings
 * @param gap to fill
 * @param streamProven whether the live stream was known to be open, and so to bring every later
 *     change, before the first query was sent
 * @param firstXid transaction-id of the first query; those of the others follow
 * @param index of the query that is being answered
 * @param firstBaseTime of the answers, server clock; null before the first one
 * @param bindings received so far
 */
public record BackfillRun(
        String id,
        Gap gap,
        boolean streamProven,
        int firstXid,
        int index,
        @Nullable ServerTime firstBaseTime,
        long bindings) {

    int xid() {
        return firstXid + index;
    }

    Origin origin() {
        return gap.isSnapshot() ? Origin.SNAPSHOT : Origin.GAP_FILL;
    }

    BackfillRun after(@Nullable ServerTime baseTime, int received) {
        return new BackfillRun(
                id,
                gap,
                streamProven,
                firstXid,
                index,
                firstBaseTime == null ? baseTime : firstBaseTime,
                bindings + received);
    }

    BackfillRun withNextQuery() {
        return new BackfillRun(id, gap, streamProven, firstXid, index + 1, firstBaseTime, bindings);
    }
}
