package net.leasequery.connect.sweep;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Prints;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.TableBound;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotSweepTest {

    private static final long NOW = 1_800_000_000;
    private static final Fingerprint STAYS = leased("192.0.2.1", 1, NOW + 60);
    private static final Fingerprint VANISHED = leased("192.0.2.2", 2, NOW + 60);
    private static final Fingerprint RUN_OUT = leased("192.0.2.3", 3, NOW - 60);

    private static final Gap GAP = new Gap(Samples.second(NOW - 100), Samples.second(NOW - 10));

    private final KafkaView view = Views.toBeReadBack();
    private final SnapshotSweep sweep = new SnapshotSweep(view, new WholeLoad(false), null, System::nanoTime);
    private final BoundTable readBack = Views.table();

    @BeforeEach
    void kafkaShowsThree() {
        readBack.readBack(STAYS);
        readBack.readBack(VANISHED);
        readBack.readBack(RUN_OUT);
    }

    @Test
    void whatACompleteSnapshotDoesNotHaveIsEnded() {
        view.adopt(readBack);
        started();
        sweep.offer(STAYS, Origin.LIVE);

        assertThat(completed())
                .containsExactlyInAnyOrder(
                        new Ending(VANISHED, BindingState.UNKNOWN, Origin.SNAPSHOT, "snap", Samples.second(NOW)),
                        new Ending(RUN_OUT, BindingState.EXPIRED, Origin.SNAPSHOT, "snap", Samples.second(NOW)));
    }

    @Test
    void whatTheStreamReportedIsLeftAlone() {
        view.adopt(readBack);
        started();
        sweep.offer(VANISHED, Origin.LIVE);
        sweep.offer(STAYS, Origin.LIVE);
        sweep.offer(RUN_OUT, Origin.LIVE);

        assertThat(completed()).isEmpty();
    }

    @Test
    void whatKafkaShowsIsNotWrittenAgain() {
        view.adopt(readBack);
        started();

        assertThat(sweep.offer(STAYS, Origin.SNAPSHOT)).isNull();
        assertThat(sweep.offer(leased("192.0.2.1", 1, NOW + 61), Origin.SNAPSHOT))
                .isNotNull();
        assertThat(sweep.offer(leased("192.0.2.9", 1, NOW + 61), Origin.SNAPSHOT))
                .isNotNull();
    }

    @Test
    void aSnapshotThatWasAskedForIsWrittenWhole() {
        SnapshotSweep asked = new SnapshotSweep(view, new WholeLoad(true), null, System::nanoTime);
        view.adopt(readBack);
        started();

        assertThat(asked.offer(STAYS, Origin.SNAPSHOT)).isNotNull();
        assertThat(asked.offer(VANISHED, Origin.CATCH_UP)).isNull();
    }

    @Test
    void theTableIsGoneOnceTheSnapshotIsComplete() {
        view.adopt(readBack);
        started();
        completed();

        assertThat(sweep.remembered()).isZero();
        assertThat(sweep.offer(STAYS, Origin.LIVE)).isNotNull();
        assertThat(sweep.remembered()).isZero();
        assertThat(completed()).isEmpty();
    }

    @Test
    void aBackFillThatFailsEndsNothing() {
        view.adopt(readBack);
        started();

        assertThat(reported(new Notice.BackfillFailed(Gap.SNAPSHOT, "cut"))).isEmpty();
        assertThat(sweep.remembered()).isEqualTo(3);
    }

    @Test
    void aFilledGapEndsNothing() {
        view.adopt(readBack);

        assertThat(reported(new Notice.GapFilled(new Gap(Samples.second(1), null), "gap", 0, false)))
                .isEmpty();
    }

    @Test
    void aSnapshotThatLacksAMalformedMessageEndsNothing() {
        view.adopt(readBack);
        started();
        reported(new Notice.MalformedMessage("too short", "ff", true));

        assertThat(completed()).isEmpty();
    }

    @Test
    void aMalformedMessageOfTheStreamIsNotLackingFromTheSnapshot() {
        view.adopt(readBack);
        started();
        reported(new Notice.MalformedMessage("too short", "ff", false));

        assertThat(completed()).hasSize(3);
    }

    @Test
    void aSnapshotThatIsLoadedAgainLacksNothing() {
        view.adopt(readBack);
        started();
        reported(new Notice.MalformedMessage("too short", "ff", true));
        reported(new Notice.BackfillFailed(Gap.SNAPSHOT, "malformed"));

        assertThat(completed()).hasSize(3);
    }

    /** The server lost its history between the two, so the stream could not report the end. */
    @Test
    void whatOnlyASnapshotThatFailedReportedIsEnded() {
        view.adopt(readBack);
        started();
        sweep.offer(STAYS, Origin.SNAPSHOT);
        sweep.offer(VANISHED, Origin.SNAPSHOT);
        reported(new Notice.BackfillFailed(Gap.SNAPSHOT, "cut"));
        sweep.endingsAt(Samples.notice(new Notice.DataMissing(GAP), Samples.owing(NOW, Gap.SNAPSHOT)));
        started();
        sweep.offer(STAYS, Origin.SNAPSHOT);
        sweep.offer(RUN_OUT, Origin.SNAPSHOT);

        assertThat(completed()).extracting(Ending::last).containsExactly(VANISHED);
    }

    @Test
    void aTopicThatIsNotReadBackInTimeLeavesASweepOwedThatIsMadeUpOnceItIs() {
        started();
        sweep.offer(STAYS, Origin.SNAPSHOT);

        assertThat(completed()).isEmpty();
        assertThat(sweep.isOwed(false)).isTrue();
        assertThat(belated()).isEmpty();
        sweep.offer(RUN_OUT, Origin.LIVE);

        view.adopt(readBack);

        List<Ending> ended = belated();
        assertThat(ended)
                .containsExactly(
                        new Ending(VANISHED, BindingState.UNKNOWN, Origin.SNAPSHOT, "snap", Samples.second(NOW)));
        Prints.acknowledged(sweep, ended);
        assertThat(sweep.isOwed(true)).isFalse();
        assertThat(belated()).isEmpty();
        assertThat(sweep.remembered()).isZero();
    }

    @Test
    void aSweepThatIsOwedSinceAnEarlierRunIsPaidByACompleteSnapshot() {
        view.adopt(readBack);

        assertThat(sweep.isOwed(true)).isTrue();
        started();
        Prints.acknowledged(sweep, completed());
        assertThat(sweep.isOwed(true)).isFalse();
    }

    /** The record of an end is made after the offset of the completion, and a transform may drop it. */
    @Test
    void aSweepIsOwedUntilKafkaHasTheEnds() {
        view.adopt(readBack);
        started();
        List<Ending> ended = completed();

        assertThat(sweep.isOwed(false)).isTrue();
        ended.forEach(ending -> sweep.written(ending).settled(false));
        assertThat(sweep.isOwed(false)).isTrue();
        Prints.acknowledged(sweep, ended);
        assertThat(sweep.isOwed(false)).isFalse();
    }

    @Test
    void aSnapshotThatLacksAMessageLeavesASweepOwed() {
        view.adopt(readBack);
        started();
        reported(new Notice.MalformedMessage("too short", "ff", true));

        completed();

        assertThat(sweep.isOwed(false)).isTrue();
    }

    @Test
    void aSnapshotThatNobodyForesawIsComparedWithWhatIsReadBackThen() {
        view.drop();
        SnapshotSweep dormant = new SnapshotSweep(view, new WholeLoad(false), null, System::nanoTime);
        dormant.offer(STAYS, Origin.LIVE);
        assertThat(dormant.remembered()).isZero();

        report(dormant, new Notice.SnapshotStarted("snap"));
        assertThat(dormant.offer(STAYS, Origin.SNAPSHOT)).isNotNull();
        assertThat(dormant.remembered()).isEqualTo(1);
        report(dormant, new Notice.SnapshotCompleted("snap", 1));
        view.adopt(readBack);

        List<Ending> ended = dormant.belatedEndings(Samples.liveAt(NOW));
        assertThat(ended).hasSize(2);
        Prints.acknowledged(dormant, ended);
        assertThat(dormant.isOwed(true)).isFalse();
    }

    @Test
    void aGapFillIsComparedWithWhatIsReadBackForIt() {
        SnapshotSweep dormant = dormant();
        ResumeState open = Samples.owing(NOW, GAP);

        dormant.endingsAt(Samples.notice(new Notice.DataMissing(GAP), open));
        assertThat(view.isNeeded()).isTrue();
        view.adopt(readBack);

        assertThat(dormant.offer(STAYS, Origin.GAP_FILL)).isNull();
        assertThat(dormant.offer(leased("192.0.2.2", 2, NOW + 61), Origin.GAP_FILL))
                .isNotNull();
        report(dormant, new Notice.GapFilled(GAP, "gap", 2, false));
        assertThat(dormant.remembered()).isZero();
        assertThat(view.isNeeded()).isFalse();
    }

    @Test
    void theTableOfAGapFillStaysWhileMoreIsOwed() {
        SnapshotSweep dormant = dormant();
        dormant.endingsAt(Samples.notice(new Notice.DataMissing(GAP), Samples.owing(NOW, GAP)));
        view.adopt(readBack);

        dormant.endingsAt(Samples.notice(new Notice.GapFilled(GAP, "gap", 2, false), Samples.owing(NOW, Gap.SNAPSHOT)));

        assertThat(dormant.offer(STAYS, Origin.SNAPSHOT)).isNull();
    }

    @Test
    void aGapThatNobodyFillsNeedsNoTable() {
        SnapshotSweep dormant = dormant();

        report(dormant, new Notice.DataMissing(GAP));

        assertThat(view.isNeeded()).isFalse();
    }

    /** The record was on its way when the end of the topic was found, so what is read back of its key is older. */
    @Test
    void whatWasOnItsWayWhenTheReadBackBeganIsNotReadBackOver() {
        view.drop();
        RepeatFilter filter = RepeatFilter.of(
                new SnapshotSweep(view, new WholeLoad(false), null, System::nanoTime), view, new WholeLoad(false));
        Fingerprint renewed = leased("192.0.2.1", 1, NOW + 90);
        Receipt onItsWay = Objects.requireNonNull(filter.offer(renewed, Origin.LIVE));
        filter.endingsAt(Samples.notice(new Notice.DataMissing(GAP), Samples.owing(NOW, GAP)));
        view.adopt(readBack);

        assertThat(filter.offer(STAYS, Origin.GAP_FILL)).isNotNull();
        onItsWay.settled(true);
        assertThat(filter.offer(VANISHED, Origin.GAP_FILL)).isNull();
    }

    @Test
    void anEndThatWasOnItsWayIsNotReadBackOverEither() {
        view.adopt(readBack);
        RepeatFilter filter = RepeatFilter.of(sweep, view, new WholeLoad(false));
        started();
        filter.offer(STAYS, Origin.SNAPSHOT);
        completed().forEach(end -> filter.written(end));
        filter.endingsAt(Samples.notice(new Notice.DataMissing(GAP), Samples.owing(NOW, GAP)));
        view.adopt(readBackAgain());

        assertThat(filter.offer(VANISHED, Origin.GAP_FILL)).isNotNull();
    }

    @Test
    void aSnapshotOfSomeAddressesIsComparedAndEndsNothing() {
        SnapshotSweep some = SnapshotSweep.ofSomeAddresses(view, new WholeLoad(false), System::nanoTime);
        view.adopt(readBack);

        report(some, new Notice.SnapshotStarted("snap"));
        assertThat(some.offer(STAYS, Origin.SNAPSHOT)).isNull();
        report(some, new Notice.SnapshotCompleted("snap", 1));

        assertThat(some.isOwed(false)).isFalse();
        assertThat(view.isNeeded()).isFalse();
    }

    /** The answer was compared with nothing. Only a task that starts again can have another table. */
    @Test
    void aTableThatWasDiscardedOwesTheSweep() {
        TableBound small = TableBound.of(new MemoryBudget(), 100_000);
        SnapshotSweep full = new SnapshotSweep(Views.ofThisRun(small), new WholeLoad(false), null, System::nanoTime);
        report(full, new Notice.SnapshotStarted("snap"));
        for (int i = 0; !small.isFull(); i++) {
            full.offer(leased("10.0." + (i >> 8) + "." + (i & 0xff), 1, NOW + 60), Origin.SNAPSHOT);
        }
        report(full, new Notice.SnapshotCompleted("snap", 1));

        assertThat(full.isOwed(false)).isTrue();
        assertThat(full.needsSnapshot()).isFalse();
    }

    private SnapshotSweep dormant() {
        view.drop();
        return new SnapshotSweep(view, new WholeLoad(false), null, System::nanoTime);
    }

    private static BoundTable readBackAgain() {
        BoundTable again = Views.table();
        again.readBack(VANISHED);
        return again;
    }

    @Test
    void whatAFormerServerReportedDoesNotKeepABindingOfItsAlive() {
        view.adopt(readBack);
        sweep.offer(VANISHED, Origin.LIVE);

        reported(new Notice.ServerChanged(ServerIdentity.of("192.0.2.1"), ServerIdentity.of("192.0.2.2"), null));
        started();
        sweep.offer(STAYS, Origin.SNAPSHOT);
        sweep.offer(RUN_OUT, Origin.SNAPSHOT);

        assertThat(completed()).extracting(Ending::last).containsExactly(VANISHED);
    }

    private List<Ending> belated() {
        return sweep.belatedEndings(Samples.liveAt(NOW));
    }

    private static void report(SnapshotSweep to, Notice notice) {
        assertThat(to.endingsAt(Samples.notice(notice, Samples.liveAt(NOW)))).isEmpty();
    }

    private void started() {
        assertThat(reported(new Notice.SnapshotStarted("snap"))).isEmpty();
    }

    private List<Ending> completed() {
        return reported(new Notice.SnapshotCompleted("snap", 1));
    }

    private List<Ending> reported(Notice notice) {
        ResumeState state = Samples.liveAt(NOW);
        return sweep.endingsAt(Samples.notice(notice, state));
    }
}
