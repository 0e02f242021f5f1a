package net.leasequery.connect.sweep;

import static net.leasequery.connect.table.Prints.leased;
import static net.leasequery.connect.table.Prints.notCovered;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Prints;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DHCPv6 stream does not tell: that a lease ran out, and what ended while nobody listened. */
@Tag("trap-14")
class StreamSweepTest {

    private static final long NOW = 1_800_000_000;
    private static final Gap GAP = new Gap(Samples.second(NOW - 100), Samples.second(NOW - 50));
    private static final Fingerprint STAYS = leased("2001:db8::1", 1, NOW + 600);
    private static final Fingerprint VANISHED = leased("2001:db8::2", 2, NOW + 600);
    private static final Fingerprint RUNS_OUT = leased("2001:db8::3", 3, NOW + 60);

    private static final long FOUR_DAYS = 4 * 86_400;

    private final AtomicLong nanos = new AtomicLong();
    private final KafkaView view = Views.ofThisRun();
    private final StreamSweep sweep = sweep(view, false);

    @Test
    void aLeaseHasRunOutOnceEverythingUpToItsEndHasCome() {
        sweep.offer(RUNS_OUT, Origin.LIVE);

        assertThat(sweep.expiredBy(received(NOW + 59, 0))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 60, 0)))
                .containsExactly(Ending.runOut(RUNS_OUT, Samples.second(NOW + 60)));
        assertThat(sweep.expiredBy(received(NOW + 61, 0))).isEmpty();
    }

    /** A server tells of all leases of a client in each message. */
    @Test
    void whatIsReportedTwiceInOneBatchIsWrittenOnce() {
        sweep.batchBegins();
        assertThat(sweep.offer(STAYS, Origin.LIVE)).isNotNull();
        assertThat(sweep.offer(STAYS, Origin.LIVE)).isNull();
        Fingerprint renewed = leased("2001:db8::1", 1, NOW + 700);
        assertThat(sweep.offer(renewed, Origin.LIVE)).isNotNull();
        assertThat(sweep.offer(STAYS, Origin.LIVE)).isNotNull();

        sweep.batchBegins();
        assertThat(sweep.offer(STAYS, Origin.LIVE))
                .as("Kafka has not acknowledged it")
                .isNotNull();
    }

    /** Kafka Connect has given it up; the next time, it may succeed. */
    @Test
    void whatIsReportedAgainAfterItsRecordWasLostIsWrittenAgain() {
        sweep.batchBegins();
        Objects.requireNonNull(sweep.offer(STAYS, Origin.LIVE)).settled(false);

        sweep.batchBegins();
        assertThat(sweep.offer(STAYS, Origin.LIVE)).isNotNull();
    }

    @Test
    void aBaseTimeThatRanAheadOfQueuedChangesEndsNothing() {
        sweep.offer(RUNS_OUT, Origin.LIVE);

        assertThat(sweep.expiredBy(received(NOW + 600, 541))).isEmpty();
    }

    @Test
    void aRenewalKeepsALeaseAlive() {
        sweep.offer(RUNS_OUT, Origin.LIVE);
        sweep.offer(leased("2001:db8::3", 3, NOW + 120), Origin.LIVE);

        assertThat(sweep.expiredBy(received(NOW + 119, 0))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 120, 0))).hasSize(1);
    }

    /** The scenario of the field: two keep-alives with base-time four days ahead, then right ones. */
    @Test
    void aServersClockThatJumpsAheadEndsNothing() {
        sweep.offer(reported(leased("2001:db8::3", 3, NOW + 3_600), NOW), Origin.LIVE);

        assertThat(sweep.expiredBy(jumped(60))).isEmpty();
        assertThat(sweep.expiredBy(jumped(120))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 180, 0))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 3_599, 0))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 3_600, 0))).hasSize(1);
    }

    @Test
    void aLeaseEndsByLocalTimeIfTheServersClockStaysAhead() {
        sweep.offer(reported(leased("2001:db8::3", 3, NOW + 3_600), NOW), Origin.LIVE);

        assertThat(sweep.expiredBy(jumped(3_599))).isEmpty();
        assertThat(sweep.expiredBy(jumped(3_600))).hasSize(1);
    }

    @Test
    void aLeaseReportedByAClockThatIsAheadEndsByThatClock() {
        nanos.set(TimeUnit.SECONDS.toNanos(60));
        sweep.offer(reported(leased("2001:db8::3", 3, NOW + FOUR_DAYS + 60 + 600), NOW + FOUR_DAYS + 60), Origin.LIVE);

        assertThat(sweep.expiredBy(jumped(659))).isEmpty();
        assertThat(sweep.expiredBy(jumped(660))).hasSize(1);
    }

    /** The stream is silent, so that nothing has shown yet that the server's clock was set back. */
    @Test
    void whatABulkAnswerReportsByAClockThatWasSetBackDoesNotRunOutByThePositionFromBefore() {
        ResumeState before = received(NOW, 0);
        assertThat(sweep.expiredBy(before)).isEmpty();
        sweep.offer(reported(leased("2001:db8::3", 3, NOW - 5_000 + 7), NOW - 5_000), Origin.GAP_FILL);
        nanos.set(TimeUnit.SECONDS.toNanos(10));

        assertThat(sweep.expiredBy(before)).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 11, 0))).hasSize(1);
    }

    @Test
    void aLeaseThatIsReportedAgainUnchangedKeepsItsDeadline() {
        Fingerprint lease = leased("2001:db8::3", 3, NOW + 3_600);
        accept(sweep.offer(reported(lease, NOW), Origin.LIVE));
        nanos.set(TimeUnit.SECONDS.toNanos(100));
        assertThat(sweep.offer(reported(lease, NOW + 100), Origin.GAP_FILL)).isNull();

        assertThat(sweep.expiredBy(jumped(3_599))).isEmpty();
        assertThat(sweep.expiredBy(jumped(3_600))).hasSize(1);
    }

    /** A stored position may be one that a wrong clock has left behind. */
    @Test
    void nothingRunsOutByTheStoredPosition() {
        ResumePosition stored = position(NOW + FOUR_DAYS, 0);
        KafkaView unread = Views.toBeReadBack();
        StreamSweep restarted = new StreamSweep(
                unread,
                Coverage.of(List.of(), null),
                new WholeLoad(false),
                new AddressQuestions(true, null),
                stored,
                nanos::get);
        BoundTable readBack = Views.table();
        readBack.readBack(VANISHED);
        unread.adopt(readBack);

        assertThat(restarted.expiredBy(new ResumeState(stored, null))).isEmpty();
        assertThat(restarted.expiredBy(new ResumeState(position(NOW + FOUR_DAYS, 0), Gap.SNAPSHOT)))
                .isEmpty();
        assertThat(restarted.expiredBy(received(NOW + 599, 0))).isEmpty();
        assertThat(restarted.expiredBy(received(NOW + 600, 0))).hasSize(1);
    }

    /** snapshot.mode=never without an offset: a lease in Kafka may have been renewed before this run. */
    @Test
    void afterUnknownChangesOnlyWhatWasReportedSinceRunsOut() {
        KafkaView unread = Views.toBeReadBack();
        StreamSweep late = new StreamSweep(
                unread,
                Coverage.of(List.of(), null),
                new WholeLoad(false),
                new AddressQuestions(false, null),
                null,
                nanos::get);
        late.beginAfterUnknownChanges();
        assertThat(late.isOwed(false)).as("until the topic was read back").isTrue();
        BoundTable readBack = Views.table();
        readBack.readBack(VANISHED);
        unread.adopt(readBack);
        late.offer(reported(RUNS_OUT, NOW), Origin.LIVE);
        assertThat(late.expiredBy(received(NOW, 0))).isEmpty();

        assertThat(late.expiredBy(received(NOW + FOUR_DAYS, 0)))
                .extracting(ending -> ending.last().address())
                .containsExactly(RUNS_OUT.address());
        assertThat(late.isOwed(false)).as("a snapshot, once one may be loaded").isTrue();
    }

    /** A gap that nobody fills (snapshot.mode=never) keeps what was told before it, and nothing else. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasReportedSinceAGapWasNoticedRunsOutThoughItIsOpen(boolean clockStepped) {
        sweep.offer(reported(RUNS_OUT, NOW), Origin.LIVE);
        report(
                clockStepped
                        ? new Notice.ClockStepped(new ClockStep(Samples.second(NOW), Samples.second(NOW + 9)))
                        : new Notice.DataMissing(GAP),
                GAP);
        Fingerprint since = leased("2001:db8::4", 4, NOW + 60);
        sweep.offer(reported(since, NOW), Origin.LIVE);

        assertThat(sweep.expiredBy(received(NOW + 59, 0).withGap(GAP))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 60, 0).withGap(GAP)))
                .extracting(ending -> ending.last().address().text())
                .containsExactly("2001:db8::4");
        assertThat(sweep.expiredBy(received(NOW + 61, 0)))
                .extracting(ending -> ending.last().address().text())
                .containsExactly("2001:db8::3");
    }

    /** The server's clock is four days ahead, so many seconds of local time after NOW. */
    private ResumeState jumped(long seconds) {
        nanos.set(TimeUnit.SECONDS.toNanos(seconds));
        return new ResumeState(position(NOW + FOUR_DAYS + seconds, 0), null);
    }

    private static Fingerprint reported(Fingerprint print, long at) {
        return new Fingerprint(
                print.address(),
                print.state(),
                print.digest(),
                print.expiry(),
                print.lastTransaction(),
                print.stateStart(),
                print.covered(),
                print.details(),
                Samples.second(at));
    }

    /** A stream tells each time once, and exactly: the tolerance for times of repeated answers has no place here. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRenewalByASecondOrTwoKeepsALeaseAliveAndGivesTheEndItsTimes(long later) {
        sweep.offer(RUNS_OUT, Origin.LIVE);
        Fingerprint renewed = leased("2001:db8::3", 3, NOW + 60 + later);
        sweep.offer(renewed, Origin.LIVE);

        assertThat(sweep.expiredBy(received(NOW + 60 + later - 1, 0))).isEmpty();
        assertThat(sweep.expiredBy(received(NOW + 60 + later, 0)))
                .extracting(Ending::last)
                .containsExactly(renewed);
    }

    /** Also what ends in another way than by its time has the times of the last record. */
    @Test
    void anInferredEndHasTheTimesOfTheLastRecord() {
        sweep.offer(VANISHED, Origin.LIVE);
        Fingerprint renewed = leased("2001:db8::2", 2, NOW + 601);
        sweep.offer(renewed, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, true), null))
                .extracting(Ending::last)
                .containsExactly(renewed);
    }

    @Test
    void nothingRunsOutWhileARenewalMayLieInAGap() {
        sweep.offer(RUNS_OUT, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);

        assertThat(sweep.expiredBy(received(NOW + 600, 0).withGap(GAP))).isEmpty();
    }

    @Test
    void nothingRunsOutBeforeTheStreamIsCaughtUpForTheFirstTime() {
        sweep.offer(RUNS_OUT, Origin.LIVE);

        assertThat(sweep.expiredBy(ResumeState.NONE)).isEmpty();
    }

    @Test
    void whatAFilledGapDoesNotHaveIsEnded() {
        sweep.offer(STAYS, Origin.LIVE);
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        sweep.offer(STAYS, Origin.LIVE);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 1, true), null))
                .containsExactly(
                        new Ending(VANISHED, BindingState.UNKNOWN, Origin.GAP_FILL, "fill", Samples.second(NOW)));
    }

    @Test
    void whatTheStreamReportedSinceTheGapIsLeftAlone() {
        sweep.offer(STAYS, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        sweep.offer(STAYS, Origin.LIVE);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, true), null)).isEmpty();
    }

    @Test
    void whatTheQueriesDoNotAskForIsLeftAlone() {
        sweep.offer(notCovered(VANISHED), Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, true), null)).isEmpty();
    }

    @Test
    void nothingIsEndedWhileAFurtherGapIsOwedNorByWhatWasSeenBeforeIt() {
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        sweep.offer(VANISHED, Origin.LIVE);

        assertThat(report(new Notice.GapFilled(GAP, "first", 1, true), GAP)).isEmpty();
        assertThat(report(new Notice.GapFilled(GAP, "second", 0, true), null)).hasSize(1);
    }

    /** Replies built before the gap may wait in the socket while the stream reports it. */
    @Test
    void whatAFailedAnswerReportedIsEndedIfTheNextAnswerLacksIt() {
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        sweep.offer(VANISHED, Origin.GAP_FILL);
        report(new Notice.BackfillFailed(GAP, "cut"), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "second", 0, true), null))
                .extracting(Ending::last)
                .containsExactly(VANISHED);
    }

    @Test
    void anAnswerOfTheWindowAloneEndsNothing() {
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, false), null)).isEmpty();
    }

    @Test
    void anAnswerThatLacksAMalformedMessageEndsNothing() {
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        report(new Notice.MalformedMessage("cut off", "0a", true), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, true), null)).isEmpty();
    }

    @Test
    void aMalformedMessageOfTheStreamIsNotLackingFromTheAnswer() {
        sweep.offer(VANISHED, Origin.LIVE);
        report(new Notice.DataMissing(GAP), GAP);
        report(new Notice.MalformedMessage("cut off", "0a", false), GAP);

        assertThat(report(new Notice.GapFilled(GAP, "fill", 0, true), null))
                .extracting(Ending::last)
                .containsExactly(VANISHED);
    }

    @Test
    void whatAnAnswerLacksIsEndedOnceTheTopicIsReadBack() {
        KafkaView unread = Views.toBeReadBack();
        StreamSweep early = sweep(unread, false);
        early.endingsAt(Samples.notice(new Notice.SnapshotStarted("snap"), received(NOW, 0)));
        early.offer(STAYS, Origin.SNAPSHOT);
        assertThat(early.endingsAt(Samples.notice(new Notice.SnapshotCompleted("snap", 1), received(NOW, 0))))
                .isEmpty();
        assertThat(early.isOwed(false)).isTrue();
        early.offer(RUNS_OUT, Origin.LIVE);

        BoundTable readBack = Views.table();
        readBack.readBack(STAYS);
        readBack.readBack(VANISHED);
        readBack.readBack(RUNS_OUT);
        unread.adopt(readBack);

        List<Ending> ended = early.belatedEndings(received(NOW, 0));
        assertThat(ended).extracting(ending -> ending.last().address().text()).containsExactly("2001:db8::2");
        assertThat(early.isOwed(true)).isTrue();
        Prints.acknowledged(early, ended);
        assertThat(early.isOwed(true)).isFalse();
    }

    /** The next answer is compared anew, so the one that waits may not end what has not been reported since. */
    @Test
    void anAnswerThatWaitsForTheTopicEndsNothingOnceTheNextOneHasFailed() {
        KafkaView unread = Views.toBeReadBack();
        StreamSweep early = sweep(unread, false);
        early.endingsAt(Samples.notice(new Notice.SnapshotStarted("snap"), received(NOW, 0)));
        early.offer(STAYS, Origin.SNAPSHOT);
        early.endingsAt(Samples.notice(new Notice.SnapshotCompleted("snap", 1), received(NOW, 0)));
        early.endingsAt(Samples.notice(new Notice.BackfillFailed(Gap.SNAPSHOT, "refused"), received(NOW, 0)));

        BoundTable readBack = Views.table();
        readBack.readBack(STAYS);
        unread.adopt(readBack);

        assertThat(early.belatedEndings(received(NOW, 0))).isEmpty();
        assertThat(early.isOwed(false)).as("another answer must end bindings").isTrue();
    }

    @Test
    void nothingIsEndedBeforeTheTopicWasReadBack() {
        KafkaView unread = Views.toBeReadBack();
        StreamSweep early = sweep(unread, false);
        early.offer(RUNS_OUT, Origin.LIVE);

        assertThat(early.expiredBy(received(NOW + 600, 0))).isEmpty();

        BoundTable readBack = Views.table();
        readBack.readBack(VANISHED);
        unread.adopt(readBack);
        assertThat(early.expiredBy(received(NOW + 600, 0)))
                .extracting(ending -> ending.last().address().text())
                .containsExactlyInAnyOrder("2001:db8::2", "2001:db8::3");
    }

    @Test
    void whatKafkaHasAcknowledgedIsNotWrittenAgain() {
        Receipt receipt = sweep.offer(STAYS, Origin.LIVE);
        assertThat(sweep.offer(STAYS, Origin.GAP_FILL)).isNotNull();

        accept(sweep.offer(STAYS, Origin.GAP_FILL));

        assertThat(receipt).isNotNull();
        assertThat(sweep.offer(STAYS, Origin.GAP_FILL)).isNull();
        assertThat(sweep.offer(STAYS, Origin.CATCH_UP)).isNull();
    }

    @Test
    void aChangeOfOneSecondIsWritten() {
        accept(sweep.offer(STAYS, Origin.LIVE));

        assertThat(sweep.offer(leased("2001:db8::1", 1, NOW + 601), Origin.GAP_FILL))
                .isNotNull();
    }

    @Test
    void whatIsTakenForAnOlderRecordSaysNothingOfTheNewest() {
        Receipt first = Objects.requireNonNull(sweep.offer(STAYS, Origin.LIVE));
        Fingerprint renewed = leased("2001:db8::1", 1, NOW + 700);
        sweep.offer(renewed, Origin.LIVE);

        first.settled(true);

        assertThat(sweep.offer(STAYS, Origin.GAP_FILL)).isNotNull();
    }

    @Test
    void aRecordThatWasDroppedIsWrittenAgain() {
        Objects.requireNonNull(sweep.offer(STAYS, Origin.LIVE)).settled(false);

        assertThat(sweep.offer(STAYS, Origin.GAP_FILL)).isNotNull();
    }

    @Test
    void whatWasReadBackIsNotWrittenAgain() {
        KafkaView unread = Views.toBeReadBack();
        StreamSweep early = sweep(unread, false);
        BoundTable readBack = Views.table();
        readBack.readBack(STAYS);
        unread.adopt(readBack);

        assertThat(early.offer(STAYS, Origin.GAP_FILL)).isNull();
    }

    @Test
    void aSnapshotThatWasAskedForIsWrittenWholeOnce() {
        StreamSweep reset = sweep(view, true);
        accept(reset.offer(STAYS, Origin.LIVE));

        accept(reset.offer(STAYS, Origin.SNAPSHOT));
        reset.endingsAt(Samples.notice(new Notice.SnapshotCompleted("snap", 1), received(NOW, 0)));

        assertThat(reset.offer(STAYS, Origin.SNAPSHOT)).isNull();
    }

    @Test
    void anEndThatTheServerSendsAgainIsNotWrittenAgain() {
        Fingerprint ended = STAYS.ended(BindingState.UNKNOWN);
        sweep.offer(STAYS, Origin.LIVE);
        accept(sweep.offer(ended, Origin.LIVE));
        assertThat(sweep.offer(ended, Origin.CATCH_UP)).isNull();

        sweep.offer(STAYS, Origin.LIVE);
        assertThat(sweep.offer(ended, Origin.LIVE)).isNotNull();
    }

    private StreamSweep sweep(KafkaView view, boolean whole) {
        return new StreamSweep(
                view,
                Coverage.of(List.of(), null),
                new WholeLoad(whole),
                new AddressQuestions(true, null),
                null,
                nanos::get);
    }

    private static void accept(@Nullable Receipt receipt) {
        Objects.requireNonNull(receipt, "nothing is written").settled(true);
    }

    @Test
    void aBindingThatHasEndedTakesNoMemory() {
        sweep.offer(STAYS, Origin.LIVE);
        sweep.offer(STAYS.ended(BindingState.UNKNOWN), Origin.LIVE);

        assertThat(sweep.remembered()).isZero();
    }

    private List<Ending> report(Notice notice, @Nullable Gap owed) {
        return sweep.endingsAt(new Delivery.OfNotice(notice, NOW * 1_000, new ResumeState(position(NOW, 0), owed)));
    }

    /** Both clocks have advanced alike since NOW. */
    private ResumeState received(long baseTime, long lag) {
        nanos.set(TimeUnit.SECONDS.toNanos(baseTime - NOW));
        return new ResumeState(position(baseTime, lag), null);
    }

    private static ResumePosition position(long baseTime, long lag) {
        return new ResumePosition(Samples.second(baseTime), lag, 0L);
    }
}
