package net.leasequery.requestor.backfill;

import net.leasequery.requestor.bulk.BulkPass;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.Gap;

/**
 * One attempt to fill what is owed.
 *
 * @param pass through the configured queries
 * @param gap to fill
 * @param streamProven whether the live stream was known to be open, and so to bring every later
 *     change, before the first query was sent
 */
public record BackfillRun(BulkPass pass, Gap gap, boolean streamProven) {

    Origin origin() {
        return gap.isSnapshot() ? Origin.SNAPSHOT : Origin.GAP_FILL;
    }

    BackfillRun with(BulkPass next) {
        return new BackfillRun(next, gap, streamProven);
    }
}
