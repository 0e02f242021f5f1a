package net.leasequery.connect.sweep;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Prints;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.RecentBindings;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what Kafka has acknowledged as the last record of its key is left out. */
class RepeatFilterTest {

    private static final long NOW = 1_800_000_000;
    private static final Fingerprint LEASE = leased("192.0.2.1", 1, NOW);
    private static final Fingerprint RENEWED = leased("192.0.2.1", 1, NOW + 1);

    private final RepeatFilter filter = new RepeatFilter(Sweep.none(), new WholeLoad(false), Views.noBound());

    @Test
    void whatKafkaHasAcknowledgedIsLeftOut() {
        accept(filter.offer(LEASE, Origin.LIVE));

        assertThat(filter.offer(LEASE, Origin.CATCH_UP)).isNull();
        assertThat(filter.offer(LEASE, Origin.GAP_FILL)).isNull();
    }

    @Test
    void whatIsStillOnItsWayIsWrittenAgain() {
        filter.offer(LEASE, Origin.LIVE);

        assertThat(filter.offer(LEASE, Origin.CATCH_UP)).isNotNull();
    }

    @Test
    void whatWasDroppedIsWrittenAgain() {
        Objects.requireNonNull(filter.offer(LEASE, Origin.LIVE)).settled(false);

        assertThat(filter.offer(LEASE, Origin.CATCH_UP)).isNotNull();
    }

    @Test
    void aBindingThatReturnsToAnEarlierStateIsWritten() {
        accept(filter.offer(LEASE, Origin.LIVE));
        accept(filter.offer(RENEWED, Origin.LIVE));

        assertThat(filter.offer(LEASE, Origin.CATCH_UP)).isNotNull();
    }

    @Test
    void aBindingOfWhichOnlyTheRenewalTimeChangedIsWritten() {
        accept(filter.offer(scheduled(3), Origin.LIVE));

        assertThat(filter.offer(scheduled(3), Origin.LIVE)).isNull();
        assertThat(filter.offer(scheduled(4), Origin.LIVE)).isNotNull();
    }

    @Test
    void whatASweepHasEndedIsWrittenIfTheServerStillHasIt() {
        PollSweep ending = new PollSweep(Views.ofThisRun(), true, null, System::nanoTime);
        RepeatFilter over = new RepeatFilter(ending, new WholeLoad(false), Views.noBound());
        accept(over.offer(LEASE, Origin.POLL));
        over.endingsAt(Samples.notice(new Notice.PollStarted("poll", true), Samples.liveAt(NOW)));
        List<Ending> ended = over.endingsAt(
                Samples.notice(new Notice.PollCompleted("poll", true, 0, Samples.second(NOW)), Samples.liveAt(NOW)));

        assertThat(ended).hasSize(1);
        over.written(ended.get(0)).settled(true);
        assertThat(over.offer(LEASE, Origin.CATCH_UP)).isNotNull();
    }

    @Test
    void aSnapshotAfterAResetIsWrittenWhole() {
        RepeatFilter reset = new RepeatFilter(Sweep.none(), new WholeLoad(true), Views.noBound());
        accept(reset.offer(LEASE, Origin.LIVE));

        accept(reset.offer(LEASE, Origin.SNAPSHOT));
        reset.endingsAt(Samples.notice(new Notice.SnapshotCompleted("snap", 1), Samples.liveAt(NOW)));

        assertThat(reset.offer(LEASE, Origin.SNAPSHOT)).isNull();
    }

    @Test
    void aWholeSnapshotThatFailedAndIsReportedAgainDoesNotRepeatWhatKafkaHasOfIt() {
        RepeatFilter reset = new RepeatFilter(Sweep.none(), new WholeLoad(true), Views.noBound());
        accept(reset.offer(LEASE, Origin.SNAPSHOT));
        Fingerprint other = leased("192.0.2.2", 1, NOW);
        assertThat(reset.offer(other, Origin.SNAPSHOT)).isNotNull();

        assertThat(reset.offer(LEASE, Origin.SNAPSHOT)).isNull();
        assertThat(reset.offer(other, Origin.SNAPSHOT))
                .as("Kafka has not acknowledged it")
                .isNotNull();
    }

    @Test
    void theOldestAreForgottenWhenTheMemoryIsFull() {
        RecentBindings small = new RecentBindings(20_000, Views.noBound());
        RepeatFilter bounded = new RepeatFilter(Sweep.none(), new WholeLoad(false), small);
        for (int i = 0; i < 2_000; i++) {
            accept(bounded.offer(leased(address(i), i, NOW), Origin.LIVE));
        }

        assertThat(small.size()).isBetween(200, 20_000 / 42);
        assertThat(IntStream.range(1_800, 2_000))
                .allSatisfy(i -> assertThat(bounded.offer(leased(address(i), i, NOW), Origin.CATCH_UP))
                        .isNull());
        assertThat(IntStream.range(0, 2_000 - 20_000 / 42))
                .allSatisfy(i -> assertThat(bounded.offer(leased(address(i), i, NOW), Origin.CATCH_UP))
                        .isNotNull());
    }

    private static String address(int number) {
        return "10.0." + number / 256 + "." + number % 256;
    }

    /** Otherwise the older row, which is not dropped before the newer one, would be taken for the last record. */
    @Test
    void aRecordReplacesTheRowOfAnOlderOneWhereverThatIs() {
        RecentBindings small = new RecentBindings(20_000, Views.noBound());
        accept(small.see(leased(address(0), 7, NOW), false));
        for (int i = 1; i < 300; i++) {
            accept(small.see(leased(address(i), i, NOW), false));
        }
        accept(small.see(leased(address(0), 8, NOW), false));
        for (int i = 300; i < 310; i++) {
            accept(small.see(leased(address(i), i, NOW), false));
        }
        KafkaView view = Views.toBeReadBack();
        view.beginWith(small);

        assertThat(view.renew().seesUnchanged(leased(address(0), 8, NOW))).isTrue();
        small.forget(leased(address(0), 8, NOW));
        assertThat(small.see(leased(address(0), 7, NOW), false)).isNotNull();
    }

    @Test
    void aTableBeginsWithTheRowsOfAcknowledgedRecordsToo() {
        KafkaView view = Views.toBeReadBack();
        RecentBindings recent = new RecentBindings(RecentBindings.DEFAULT_OCTETS, Views.noBound());
        List<Fingerprint> acknowledged =
                IntStream.range(0, 10).mapToObj(i -> leased(address(i), i, NOW)).toList();
        acknowledged.forEach(binding -> accept(recent.see(binding, false)));
        Fingerprint onItsWay = leased(address(10), 10, NOW);
        assertThat(recent.see(onItsWay, false)).isNotNull();
        view.beginWith(recent);

        BoundTable table = view.renew();

        assertThat(acknowledged)
                .allSatisfy(binding -> assertThat(table.seesUnchanged(binding)).isTrue());
        assertThat(table.seesUnchanged(onItsWay)).isFalse();
        assertThat(table.size()).isEqualTo(11);
    }

    /** A read-back misses what is on its way, so nothing else knows of it. */
    @Test
    void whatIsStillOnItsWayIsNotForgotten() {
        RecentBindings small = new RecentBindings(1_000, Views.noBound());
        List<Receipt> onTheirWay = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            onTheirWay.add(small.write(leased("192.0.2." + i, i, NOW)));
        }
        assertThat(small.size()).isBetween(1, 5);
        assertThat(small.lacksRecordsOnTheirWay()).isTrue();

        onTheirWay.forEach(receipt -> receipt.settled(true));
        onTheirWay.forEach(receipt -> receipt.settled(true));

        assertThat(small.lacksRecordsOnTheirWay()).isFalse();
        accept(small.see(leased("192.0.2.101", 101, NOW), false));
        assertThat(small.see(leased("192.0.2.101", 101, NOW), false)).isNull();
    }

    @Test
    void whileRecordsAreOnTheirWayOfWhichNothingIsKnownTheTableLeavesNothingOut() {
        KafkaView view = Views.toBeReadBack();
        view.drop();
        RecentBindings none = new RecentBindings(0, Views.noBound());
        view.beginWith(none);
        RepeatFilter bounded = new RepeatFilter(
                new SnapshotSweep(view, new WholeLoad(false), null, System::nanoTime), new WholeLoad(false), none);
        bounded.offer(RENEWED, Origin.LIVE);
        bounded.endingsAt(Samples.notice(new Notice.SnapshotStarted("snap"), Samples.liveAt(NOW)));
        BoundTable readBack = Views.table();
        readBack.readBack(LEASE);
        view.adopt(readBack);

        assertThat(bounded.offer(LEASE, Origin.SNAPSHOT)).isNotNull();
    }

    @Test
    void aLongNameOfAVpnCountsToo() {
        RecentBindings small = new RecentBindings(900, Views.noBound());
        for (int i = 0; i < 10; i++) {
            accept(small.see(Prints.timeless(Prints.inVpn("192.0.2.1", "v".repeat(300) + i), 1), false));
        }

        assertThat(small.size()).isEqualTo(1);
    }

    private static void accept(@Nullable Receipt receipt) {
        Objects.requireNonNull(receipt, "nothing is written").settled(true);
    }

    private static Fingerprint scheduled(long schedule) {
        return new Fingerprint(
                LEASE.address(),
                BindingState.ACTIVE,
                1,
                LEASE.expiry(),
                LEASE.lastTransaction(),
                null,
                true,
                new Details(0, 0, schedule));
    }
}
