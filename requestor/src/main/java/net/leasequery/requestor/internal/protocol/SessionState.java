package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;

/**
 * State of a requestor.
 *
 * @param live Active Leasequery; its retained state is shared by both
 * @param backfill Bulk Leasequery
 */
public record SessionState(ConversationState live, BackfillState backfill) implements StateMachine.State {

    /**
     * Returns the state before the start.
     *
     * @param stored state that an earlier requestor stored
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

    @Override
    public RequestorStatus.Phase health() {
        return live.phase();
    }

    @Override
    public ClockSkew skew() {
        return live.retained().skew();
    }

    @Override
    public BackfillState.Phase backfillPhase() {
        return backfill.phase();
    }

    @Override
    public @Nullable BackfillWindow window() {
        return backfill.window();
    }
}
