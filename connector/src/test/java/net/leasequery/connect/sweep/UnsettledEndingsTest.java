package net.leasequery.connect.sweep;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import org.junit.jupiter.api.Test;

/** An end that a transform dropped is written again, a few times. */
class UnsettledEndingsTest {

    private static final long NOW = 1_800_000_000;
    private static final Fingerprint LEASE = leased("192.0.2.1", 1, NOW + 60);

    private final AtomicLong nanos = new AtomicLong();
    private final PollSweep sweep = new PollSweep(Views.ofThisRun(), true, null, nanos::get);

    @Test
    void anEndThatKafkaHasIsNotWrittenAgain() {
        sweep.written(ending()).settled(true);

        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    @Test
    void anEndOnItsWayIsNotWrittenAgain() {
        sweep.written(ending());

        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    @Test
    void anEndThatWasDroppedIsWrittenAgainAfterAPause() {
        Ending ending = ending();
        sweep.written(ending).settled(false);

        nanos.addAndGet(UnsettledEndings.PAUSE.toNanos() - 1);
        assertThat(sweep.unwritten()).isEmpty();
        nanos.incrementAndGet();
        assertThat(sweep.unwritten()).containsExactly(ending);
        sweep.written(ending).settled(true);
        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    @Test
    void aTransformThatDropsItForEverIsNotAskedForEver() {
        Ending ending = ending();
        for (int i = 0; i < UnsettledEndings.MOST_ATTEMPTS; i++) {
            sweep.written(ending).settled(false);
        }

        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    /** Seen from the server, it has not ended any more. */
    @Test
    void anEndIsNotWrittenAgainOverWhatTheServerReportedSince() {
        sweep.written(ending()).settled(false);
        sweep.offer(LEASE, Origin.POLL);

        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    /** Records of endings are made when the worker asks for them, after the rest of the batch was mapped. */
    @Test
    void anEndThatTheServerOutdatedBeforeItsRecordWasMadeIsNotWrittenAgain() {
        Ending ending = ending();
        sweep.offer(LEASE, Origin.POLL);
        sweep.written(ending).settled(false);

        pause();
        assertThat(sweep.unwritten()).isEmpty();
    }

    @Test
    void anEndIsUnsettledFromItsConclusionOn() {
        UnsettledEndings endings = new UnsettledEndings(nanos::get);
        Ending ending = Ending.of(LEASE, Origin.SNAPSHOT, "snapshot", null);
        endings.concluded(List.of(ending));
        assertThat(endings.hasConcludedByAnswers()).isTrue();

        endings.written(ending).settled(true);
        assertThat(endings.due()).isEmpty();
        assertThat(endings.hasConcludedByAnswers()).isFalse();
    }

    @Test
    void theirNumberIsBounded() {
        UnsettledEndings endings = new UnsettledEndings(nanos::get);
        for (int i = 0; i <= UnsettledEndings.MOST_ENDINGS; i++) {
            String address = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
            endings.concluded(List.of(Ending.of(leased(address, 1, NOW), Origin.POLL, "poll", null)));
        }

        assertThat(endings.size()).isEqualTo(UnsettledEndings.MOST_ENDINGS);
    }

    private void pause() {
        nanos.addAndGet(UnsettledEndings.PAUSE.toNanos());
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
