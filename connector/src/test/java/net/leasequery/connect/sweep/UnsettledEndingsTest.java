package net.leasequery.connect.sweep;

import static net.leasequery.connect.sweep.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import org.junit.jupiter.api.Test;

/** An end that a transform dropped is written again, a few times. */
class UnsettledEndingsTest {

    private static final long NOW = 1_800_000_000;
    private static final long NOW_MILLIS = NOW * 1_000;
    private static final long LATER = NOW_MILLIS + UnsettledEndings.PAUSE.toMillis();
    private static final Fingerprint LEASE = leased("192.0.2.1", 1, NOW + 60);

    private final PollSweep sweep = new PollSweep(KafkaView.ofThisRun(), true, null);

    @Test
    void anEndThatKafkaHasIsNotWrittenAgain() {
        sweep.written(ending(), NOW_MILLIS).settled(true);

        assertThat(sweep.unwritten(LATER)).isEmpty();
    }

    @Test
    void anEndOnItsWayIsNotWrittenAgain() {
        sweep.written(ending(), NOW_MILLIS);

        assertThat(sweep.unwritten(LATER)).isEmpty();
    }

    @Test
    void anEndThatWasDroppedIsWrittenAgainAfterAPause() {
        Ending ending = ending();
        sweep.written(ending, NOW_MILLIS).settled(false);

        assertThat(sweep.unwritten(LATER - 1)).isEmpty();
        assertThat(sweep.unwritten(LATER)).containsExactly(ending);
        sweep.written(ending, LATER).settled(true);
        assertThat(sweep.unwritten(LATER * 2)).isEmpty();
    }

    @Test
    void aTransformThatDropsItForEverIsNotAskedForEver() {
        Ending ending = ending();
        for (int i = 0; i < UnsettledEndings.MOST_ATTEMPTS; i++) {
            sweep.written(ending, NOW_MILLIS).settled(false);
        }

        assertThat(sweep.unwritten(LATER)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItBack() {
        Ending ending = ending();
        sweep.written(ending, NOW_MILLIS).settled(false);

        assertThat(sweep.unwritten(NOW_MILLIS - 3_600_000)).containsExactly(ending);
    }

    /** Seen from the server, it has not ended any more. */
    @Test
    void anEndIsNotWrittenAgainOverWhatTheServerReportedSince() {
        sweep.written(ending(), NOW_MILLIS).settled(false);
        sweep.offer(LEASE, Origin.POLL);

        assertThat(sweep.unwritten(LATER)).isEmpty();
    }

    /** Records of endings are made when the worker asks for them, after the rest of the batch was mapped. */
    @Test
    void anEndThatTheServerOutdatedBeforeItsRecordWasMadeIsNotWrittenAgain() {
        Ending ending = ending();
        sweep.offer(LEASE, Origin.POLL);
        sweep.written(ending, NOW_MILLIS).settled(false);

        assertThat(sweep.unwritten(LATER)).isEmpty();
    }

    @Test
    void anEndIsUnsettledFromItsConclusionOn() {
        UnsettledEndings endings = new UnsettledEndings();
        Ending ending = Ending.of(LEASE, Origin.SNAPSHOT, "snapshot", null);
        endings.concluded(List.of(ending));
        assertThat(endings.hasConcludedByAnswers()).isTrue();

        endings.written(ending, NOW_MILLIS).settled(true);
        assertThat(endings.due(NOW_MILLIS)).isEmpty();
        assertThat(endings.hasConcludedByAnswers()).isFalse();
    }

    @Test
    void theirNumberIsBounded() {
        UnsettledEndings endings = new UnsettledEndings();
        for (int i = 0; i <= UnsettledEndings.MOST_ENDINGS; i++) {
            String address = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
            endings.concluded(List.of(Ending.of(leased(address, 1, NOW), Origin.POLL, "poll", null)));
        }

        assertThat(endings.size()).isEqualTo(UnsettledEndings.MOST_ENDINGS);
    }

    private Ending ending() {
        sweep.offer(LEASE, Origin.POLL);
        sweep.endingsAt(Samples.notice(new Notice.PollStarted("poll", true), Samples.liveAt(NOW)));
        List<Ending> ended = sweep.endingsAt(
                Samples.notice(new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), Samples.liveAt(NOW)));
        assertThat(ended).hasSize(1);
        return ended.get(0);
    }
}
