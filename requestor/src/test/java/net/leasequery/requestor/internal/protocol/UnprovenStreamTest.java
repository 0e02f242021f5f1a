package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import org.junit.jupiter.api.Test;

/** What a snapshot leaves owed if nothing has shown before it that the stream of changes is open. */
class UnprovenStreamTest {

    private static final int XID = 7;
    private static final ServerTime ASKED = new ServerTime(1_700_000_000);

    private final MemoryBudget tables = new MemoryBudget();
    private final Backfill backfill = new Backfill(
            List.of(new BulkQuery.All(), new BulkQuery.All()),
            SnapshotMode.INITIAL,
            true,
            5,
            MalformedMessagePolicy.FAIL,
            () -> new BackfillWindow(tables.share(100_000)));
    private BackfillOutcome outcome = new BackfillOutcome(
            new BackfillState.Connecting(0, null), RetainedState.initial(ResumeState.NONE.withMissing(Gap.SNAPSHOT)));

    /** A change made while the server searched may belong to an address that it had already passed. */
    @Test
    void leavesTheChangesSinceTheFirstQueryHoweverLongTheServerHasSearched() {
        take(new SharedEvent.ConnectionOpened("peer", "clear text", XID, after(0)));

        take(new BulkEvent.Done(XID, ASKED.plusSeconds(60), after(60_000)));
        take(new BulkEvent.Done(XID + 1, ASKED.plusSeconds(90), after(90_000)));

        assertThat(outcome.backfill().phase()).isEqualTo(BackfillState.Phase.AWAITING_PROOF);
        assertThat(outcome.retained().resume().gap()).isEqualTo(new Gap(ASKED.plusSeconds(-5), null));
    }

    private void take(BulkEvent event) {
        outcome = backfill.next(outcome.backfill(), event, outcome.retained()).state();
    }

    private static LocalMoment after(long millis) {
        return new LocalMoment(ASKED.toEpochMilli() + millis, millis * 1_000_000);
    }
}
