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
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

class PollSweepTest {

    private static final long NOW = 1_800_000_000;
    private static final Fingerprint LATER = leased("192.0.2.1", 1, NOW + 60);
    private static final Fingerprint RUN_OUT = leased("192.0.2.2", 2, NOW - 2);

    private final KafkaView view = Views.ofThisRun();
    private final PollSweep sweep = new PollSweep(view, true, null, System::nanoTime);

    @Test
    void theFirstPollPassesWholeAndEndsNothing() {
        started(true);

        assertThat(sweep.offer(LATER, Origin.POLL)).isNotNull();
        assertThat(sweep.offer(RUN_OUT, Origin.POLL)).isNotNull();
        assertThat(completed(true)).isEmpty();
    }

    @Test
    void onlyChangesPassAfterwards() {
        poll(LATER, RUN_OUT);
        started(true);

        assertThat(sweep.offer(LATER, Origin.POLL)).isNull();
        assertThat(sweep.offer(leased("192.0.2.2", 3, NOW + 60), Origin.POLL)).isNotNull();
    }

    @Test
    void aSnapshotPassesWholeAlsoWhatKafkaShows() {
        poll(LATER, RUN_OUT);
        reported(new Notice.SnapshotStarted("poll"));
        started(true);

        assertThat(sweep.offer(LATER, Origin.POLL)).isNotNull();

        assertThat(completed(true)).extracting(Ending::last).containsExactly(RUN_OUT);
        reported(new Notice.SnapshotCompleted("poll", 1));
        started(true);
        assertThat(sweep.offer(LATER, Origin.POLL)).isNull();
    }

    /** Its answer was cut off, and the next poll is the same snapshot. */
    @Test
    void aSnapshotThatIsReportedAgainDoesNotRepeatWhatKafkaHasOfIt() {
        reported(new Notice.SnapshotStarted("poll"));
        started(true);
        Objects.requireNonNull(sweep.offer(LATER, Origin.POLL)).settled(true);
        assertThat(sweep.offer(RUN_OUT, Origin.POLL)).isNotNull();

        started(true);

        assertThat(sweep.offer(LATER, Origin.POLL)).isNull();
        assertThat(sweep.offer(RUN_OUT, Origin.POLL))
                .as("Kafka has not acknowledged it")
                .isNotNull();
    }

    @Test
    void anEndHasTheTimesOfTheRecordThatASnapshotWrote() {
        poll(LATER);
        reported(new Notice.SnapshotStarted("poll"));
        Fingerprint shifted = leased(LATER.address().text(), LATER.digest(), NOW + 61);
        assertThat(LATER.expiry()).isEqualTo(Samples.second(NOW + 60));
        poll(shifted);
        reported(new Notice.SnapshotCompleted("poll", 1));

        assertThat(poll()).extracting(Ending::last).containsExactly(shifted);
    }

    @Test
    void whatAFullPollNoLongerHasIsEnded() {
        poll(LATER, RUN_OUT);

        List<Ending> endings = poll();

        assertThat(endings)
                .containsExactlyInAnyOrder(
                        new Ending(LATER, BindingState.UNKNOWN, Origin.POLL, "poll", Samples.second(NOW)),
                        new Ending(RUN_OUT, BindingState.EXPIRED, Origin.POLL, "poll", Samples.second(NOW)));
    }

    @Test
    void whatWasEndedIsNotEndedAgain() {
        poll(LATER);
        poll();

        assertThat(poll()).isEmpty();
    }

    @Test
    void anIncrementalPollEndsOnlyWhatHasRunOut() {
        poll(LATER, RUN_OUT);
        started(false);

        assertThat(completed(false)).extracting(Ending::last).containsExactly(RUN_OUT);
    }

    @Test
    void aPollThatLacksAMalformedMessageEndsNothingForThatMayHaveBeenARenewal() {
        poll(LATER, RUN_OUT);
        started(true);
        reported(new Notice.MalformedMessage("too short", "ff", true));

        assertThat(completed(false)).isEmpty();
        assertThat(poll()).extracting(Ending::last).containsExactlyInAnyOrder(LATER, RUN_OUT);
    }

    @Test
    void aPollThatBreaksOffEndsNothing() {
        poll(LATER, RUN_OUT);
        started(true);
        sweep.offer(LATER, Origin.POLL);

        assertThat(reported(new Notice.Disconnected(DisconnectReason.CLOSED_BY_SERVER, "cut")))
                .isEmpty();
        assertThat(poll(LATER, RUN_OUT)).isEmpty();
    }

    @Test
    void whatOnlyTheBrokenPollSawIsEndedByTheNextWholeOne() {
        poll(LATER);
        started(true);
        sweep.offer(LATER, Origin.POLL);

        assertThat(poll()).extracting(Ending::last).containsExactly(LATER);
    }

    @Test
    void nothingIsEndedUntilTheTopicHasBeenReadBack() {
        KafkaView unread = Views.toBeReadBack();
        PollSweep early = new PollSweep(unread, true, null, System::nanoTime);
        early.offer(LATER, Origin.POLL);
        early.endingsAt(Samples.notice(new Notice.PollStarted("poll", true), ResumeState.NONE));

        assertThat(early.endingsAt(Samples.notice(
                        new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), ResumeState.NONE)))
                .isEmpty();

        unread.adopt(Views.table());
        assertThat(early.endingsAt(Samples.notice(
                        new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), ResumeState.NONE)))
                .hasSize(1);
    }

    @Test
    void whatAnEarlierRunHasWrittenIsEndedToo() {
        KafkaView unread = Views.toBeReadBack();
        PollSweep sweepOfRestart = new PollSweep(unread, true, null, System::nanoTime);
        BoundTable readBack = Views.table();
        readBack.readBack(LATER);
        unread.adopt(readBack);

        assertThat(sweepOfRestart.endingsAt(Samples.notice(
                        new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), ResumeState.NONE)))
                .extracting(Ending::last)
                .containsExactly(LATER);
    }

    /** If a stream follows the server from now on, nothing else ends what the poll lacked. */
    @Test
    void whatAPollCouldNotEndIsOwedUntilAnotherCan() {
        KafkaView unread = Views.toBeReadBack();
        PollSweep early = new PollSweep(unread, true, null, System::nanoTime);
        early.endingsAt(Samples.notice(new Notice.PollStarted("poll", true), ResumeState.NONE));
        early.endingsAt(
                Samples.notice(new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), ResumeState.NONE));
        assertThat(early.isOwed(false)).isTrue();

        unread.adopt(Views.table());
        early.endingsAt(Samples.notice(new Notice.PollStarted("next", true), ResumeState.NONE));
        early.endingsAt(
                Samples.notice(new Notice.PollCompleted("next", true, 0, Samples.second(NOW)), ResumeState.NONE));
        assertThat(early.isOwed(true)).isFalse();
    }

    private List<Ending> poll(Fingerprint... answer) {
        started(true);
        for (Fingerprint binding : answer) {
            sweep.offer(binding, Origin.POLL);
        }
        return completed(true);
    }

    /** A server that adds it to one answer may leave it out of the next. */
    @Test
    void aBindingOfAVpnThatIsNotQueriedDoesNotEnd() {
        Fingerprint ofVpn = Prints.timeless(Prints.inVpn("192.0.2.3", "blue"), 3);
        poll(LATER, ofVpn);

        assertThat(poll()).extracting(Ending::last).containsExactly(LATER);
    }

    private void started(boolean full) {
        assertThat(reported(new Notice.PollStarted("poll", full))).isEmpty();
    }

    private List<Ending> completed(boolean full) {
        return reported(new Notice.PollCompleted("poll", full, 0, Samples.second(NOW)));
    }

    private List<Ending> reported(Notice notice) {
        return sweep.endingsAt(Samples.notice(notice, ResumeState.NONE));
    }
}
