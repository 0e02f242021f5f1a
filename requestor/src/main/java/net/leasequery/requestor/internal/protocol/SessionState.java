package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;

/**
 * What a requestor is doing.
 *
 * @param live Active Leasequery; its retained state holds for both
 * @param backfill Bulk Leasequery
 */
public record SessionState(ConversationState live, BackfillState backfill) {

    /**
     * The state before the start.
     *
     * @param stored what an earlier requestor left
     * @param mode decides whether everything is owed
     */
    public static SessionState initial(ResumeState stored, SnapshotMode mode) {
        boolean snapshot = switch (mode) {
            case INITIAL, WHEN_NEEDED -> stored.isBlank();
            case ALWAYS -> true;
            case NEVER -> false;
        };
        ResumeState resume = snapshot ? stored.withMissing(Gap.SNAPSHOT) : stored;
        return new SessionState(ConversationState.initial(resume), BackfillState.initial());
    }
}
