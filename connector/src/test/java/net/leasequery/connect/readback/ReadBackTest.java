package net.leasequery.connect.readback;

import static net.leasequery.connect.table.Prints.leased;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.ReadBack.Progress;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Prints;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeaseType;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ReadBackTest {

    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long EXPIRY = 1_800_003_600;

    private final AtomicLong nanos = new AtomicLong();
    private final KafkaView view = Views.toBeReadBack();
    private final BindingsTopic topic = new BindingsTopic();
    private final ReadBackSettings settings =
            new ReadBackSettings(BindingsTopic.NAME, "broker.example.net:9092", "id", Map.of(), null);
    private final ReadBack readBack = new ReadBack(Samples.EAST, settings, topic::open, view, nanos::get);

    @Test
    void theViewIsWholeOnceEveryPartitionIsRead() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.append(1, leased("192.0.2.2", 8, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(view.isWhole()).isTrue();
        assertThat(view.size()).isEqualTo(2);
    }

    /** After a change of vpn.id the server says nothing of the VPN that was followed before. */
    @Test
    void addressesOfAVpnThatIsNotAskedForAreNeverEnded() {
        BindingAddress inBlue = new BindingAddress(LeaseType.V4, "192.0.2.1", null, "blue");
        topic.append(0, Prints.timeless(inBlue, 7));
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));

        assertThat(addressesReadBack(null)).containsExactly((String) null);
        assertThat(addressesReadBack(VirtualSubnet.GLOBAL)).containsExactly((String) null);
        assertThat(addressesReadBack(VirtualSubnet.named("blue"))).containsExactly("blue");
        assertThat(addressesReadBack(VirtualSubnet.named("red"))).isEmpty();
        assertThat(addressesReadBack(VirtualSubnet.ALL)).containsExactlyInAnyOrder(null, "blue");
    }

    /** The VPNs of what a sweep would end if the server had nothing any more. */
    private List<@Nullable String> addressesReadBack(@Nullable VirtualSubnet vpn) {
        KafkaView whole = Views.toBeReadBack();
        ReadBackSettings ofVpn = new ReadBackSettings(BindingsTopic.NAME, "broker:9092", "id", Map.of(), vpn);
        ReadBack reading = new ReadBack(Samples.EAST, ofVpn, topic::open, whole, nanos::get);
        while (reading.step(STEP) != Progress.DONE) {
            assertThat(reading.progress()).isEqualTo(Progress.READING);
        }
        List<@Nullable String> vpns = new ArrayList<>();
        Objects.requireNonNull(whole.table())
                .takeUnseen()
                .forEach(ended -> vpns.add(ended.address().vpn()));
        return vpns;
    }

    @Test
    void afterASuccessTheNextFailureIsRepeatedSoon() {
        topic.refuse(4);
        while (readBack.step(STEP) != Progress.DONE) {
            nanos.addAndGet(SECOND.toNanos());
        }
        view.renew();
        topic.refuse(1);
        assertThat(readBack.step(STEP)).isEqualTo(Progress.WAITING);

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        readBack.step(STEP);

        assertThat(readBack.progress()).isNotEqualTo(Progress.WAITING);
    }

    @Test
    void theLastRecordOfAKeyCounts() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, Prints.of("192.0.2.1", BindingState.EXPIRED, 9, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(table().takeUnseen()).isEmpty();
    }

    @Test
    void recordsOfOtherServersInTheSameTopicAreLeftOut() {
        topic.append(0, new SourcePartition("west", DhcpFamily.IPV4), leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, new SourcePartition("east", DhcpFamily.IPV6), leased("192.0.2.2", 7, EXPIRY));
        topic.append(0, leased("192.0.2.3", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(table().takeUnseen()).containsExactly(leased("192.0.2.3", 7, EXPIRY));
    }

    @Test
    void aTopicThatDoesNotExistIsAnEmptyOne() {
        stepUntil(Progress.DONE);

        assertThat(view.isWhole()).isTrue();
        assertThat(view.size()).isZero();
    }

    @Test
    void onlyCommittedRecordsAreReadButUpToTheEndOfAll() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(topic.isolations()).containsExactly(IsolationLevel.READ_UNCOMMITTED, IsolationLevel.READ_COMMITTED);
        assertEveryConsumerIsClosed();
    }

    @Test
    void recordsWithoutTheHeaderAreNoObstacle() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.appendWithoutHeader(0);

        stepUntil(Progress.DONE);

        assertThat(view.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lqt2(x)", "lqt1(x)", "\u0000", "", "lqt1(east,ipv4,V4,192.0.2.9,,ACTIVE,0,a,b,c,)"})
    void aForeignHeaderIsSkippedAndCountedAndBlocksNothing(String header) {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, header.getBytes(StandardCharsets.UTF_8));
        topic.append(1, leased("192.0.2.2", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(view.isWhole()).isTrue();
        assertThat(view.size()).isEqualTo(2);
        assertThat(readBack.skipped()).isEqualTo(1);
        assertEveryConsumerIsClosed();
    }

    @Test
    void aForeignRecordReplacesWhatKafkaShowedOfItsKey() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 7, EXPIRY));
        topic.append(0, "key of 1", "lqt2(x)".getBytes(StandardCharsets.UTF_8));

        stepUntil(Progress.DONE);

        assertThat(view.size()).isEqualTo(1);
    }

    /** Kafka no longer shows the binding of the second address, whatever the copied header says. */
    @Test
    void aCopiedHeaderReplacesWhatKafkaShowedOfItsKey() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.1", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(table().takeUnseen()).containsExactly(leased("192.0.2.1", 7, EXPIRY));
        assertThat(readBack.surplusKeys()).hasValue(1);
    }

    @Test
    void aCopiedHeaderOfAnotherServerReplacesWhatKafkaShowedOfItsKey() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 7, EXPIRY));
        topic.append(
                0,
                "key of 2",
                FingerprintHeader.write(new SourcePartition("west", DhcpFamily.IPV4), leased("192.0.2.2", 7, EXPIRY))
                        .getBytes(StandardCharsets.UTF_8));

        stepUntil(Progress.DONE);

        assertThat(table().takeUnseen()).containsExactly(leased("192.0.2.1", 7, EXPIRY));
    }

    /** Kafka still shows the first address under its own key. */
    @Test
    void aRecordOfOursAfterACopiedHeaderReplacesOnlyTheCopy() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(view.size()).isEqualTo(2);
        assertThat(readBack.surplusKeys()).hasValue(0);
    }

    /** Kafka shows the first address under its own key, with what was read there; the table no longer knows what. */
    @Test
    void whatReplacesACopiedHeaderLeavesTheCopiedRowToBeWrittenOrEnded() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.1", 8, EXPIRY));
        topic.append(0, "key of 2", "lqt2(x)".getBytes(StandardCharsets.UTF_8));

        stepUntil(Progress.DONE);

        assertThat(table().seesUnchanged(leased("192.0.2.1", 8, EXPIRY))).isFalse();
        assertThat(table().takeUnseen()).extracting(row -> row.address().text()).containsExactly("192.0.2.1");
    }

    /** Such a row, or one in a VPN, is an object, whose other keys are not known. */
    @Test
    void theSameHoldsForARowThatCannotBePacked() {
        long far = 1L << 33;
        topic.append(0, "key of 1", leased("192.0.2.1", 7, far));
        topic.append(0, "key of 2", leased("192.0.2.1", 8, far));
        topic.append(0, "key of 2", "lqt2(x)".getBytes(StandardCharsets.UTF_8));

        stepUntil(Progress.DONE);

        assertThat(table().seesUnchanged(leased("192.0.2.1", 8, far))).isFalse();
        assertThat(table().takeUnseen()).hasSize(1);
    }

    /** After a change of the key converter the old record stays, and nothing else shows that it is not current. */
    @Test
    void recordsThatNoLaterRecordReplacesAreCounted() {
        topic.append(0, "old key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "new key of 1", leased("192.0.2.1", 8, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 7, EXPIRY));
        topic.append(0, "key of 2", leased("192.0.2.2", 8, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(readBack.surplusKeys()).hasValue(1);
    }

    /** Kafka compacts each partition on its own, and chooses the partition by the number of them. */
    @Test
    void aKeyInTwoPartitionsIsCounted() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(1, "key of 1", leased("192.0.2.1", 8, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(readBack.surplusKeys()).hasValue(1);
    }

    @Test
    void oneKeyForEachAddressIsAsItShouldBe() {
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(1, "key of 2", leased("2001:db8::1", 8, EXPIRY));
        topic.append(1, new SourcePartition("west", DhcpFamily.IPV4), leased("192.0.2.1", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(readBack.surplusKeys()).hasValue(0);
    }

    @Test
    void aRecordOfOursAfterAForeignOneIsWhatKafkaShows() {
        topic.append(0, "key of 1", "lqt2(x)".getBytes(StandardCharsets.UTF_8));
        topic.append(0, "key of 1", leased("192.0.2.1", 7, EXPIRY));

        stepUntil(Progress.DONE);

        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void noHeaderMakesTheReadBackFail() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            topic.append(0, randomHeader(random).getBytes(StandardCharsets.UTF_8));
        }

        stepUntil(Progress.DONE);

        assertThat(view.isWhole()).as("seed %d", seed).isTrue();
    }

    private static String randomHeader(Random random) {
        StringBuilder text = new StringBuilder("lqt1(east,ipv4");
        String[] parts = {
            ",", "V4", "192.0.2.1", "ACTIVE", "%zz", "%41", "-1", "99999999999999999999", "c", "/x", "/", ")", "("
        };
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.append(")").toString();
    }

    @Test
    void aRefusedAttemptIsRepeatedAfterAPause() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.refuse(1);

        stepUntil(Progress.WAITING);
        assertThat(readBack.step(STEP)).isEqualTo(Progress.WAITING);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        stepUntil(Progress.DONE);

        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void thePausesGrowUpToFiveMinutes() {
        topic.refuse(100);
        stepUntil(Progress.WAITING);

        List<Long> pauses = new ArrayList<>();
        while (pauses.size() < 9) {
            int before = topic.refusals();
            long pause = 0;
            while (topic.refusals() == before) {
                pause++;
                nanos.addAndGet(SECOND.toNanos());
                readBack.step(STEP);
            }
            pauses.add(pause);
        }

        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void recordsThatDoNotComeFailTheAttemptAfterHalfAMinute() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.appendUnreadable(0);

        int seconds = 0;
        while (readBack.step(STEP) == Progress.READING) {
            seconds++;
            nanos.addAndGet(SECOND.toNanos());
        }

        assertThat(seconds).isBetween(30, 33);
        assertThat(readBack.progress()).isEqualTo(Progress.WAITING);
        assertThat(view.isWhole()).isFalse();
    }

    @Test
    void nothingIsReadForAViewThatWasNeverNeeded() {
        view.drop();
        ReadBack unneeded = new ReadBack(Samples.EAST, settings, topic::open, view, nanos::get);

        assertThat(unneeded.step(STEP)).isEqualTo(Progress.DONE);
        assertThat(topic.opened()).isEmpty();
    }

    @Test
    void howOftenTheServerChangedIsReadThoughTheViewIsNoLongerNeeded() {
        String header = FingerprintHeader.write(Samples.EAST, leased("192.0.2.1", 7, EXPIRY), 3);
        topic.append(0, header.getBytes(StandardCharsets.UTF_8));
        view.drop();

        stepUntil(Progress.DONE);

        assertThat(readBack.serverChanges()).isEqualTo(3);
        assertThat(view.table()).isNull();
        view.renew();
        stepUntil(Progress.DONE);
        assertThat(table().takeUnseen()).hasSize(1);
    }

    /** Its rows, with which records are compared, went with the view. */
    @Test
    void theNumberOfSurplusRecordsIsUnknownIfTheViewWasDroppedMeanwhile() {
        topic.append(0, "old key of 1", leased("192.0.2.1", 7, EXPIRY));
        topic.append(0, "new key of 1", leased("192.0.2.1", 8, EXPIRY));
        assertThat(readBack.step(STEP)).isEqualTo(Progress.READING);
        view.drop();

        stepUntil(Progress.DONE);

        assertThat(readBack.surplusKeys()).isEmpty();
    }

    @Test
    void aTableThatWasMadeSinceAnAttemptBeganGetsAnotherAttempt() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        assertThat(readBack.step(STEP)).isEqualTo(Progress.READING);
        view.drop();
        topic.append(0, leased("192.0.2.2", 8, EXPIRY));
        view.renew();

        stepUntil(Progress.DONE);
        assertThat(view.isWhole()).isFalse();
        stepUntil(Progress.DONE);

        assertThat(table().takeUnseen()).hasSize(2);
    }

    @Test
    void closingEndsAStepThatWaitsAtOnce() {
        BlockedConsumer blocked = new BlockedConsumer();
        ReadBack waiting = new ReadBack(Samples.EAST, settings, isolation -> blocked, view, nanos::get);
        CompletableFuture<Progress> step = CompletableFuture.supplyAsync(() -> waiting.step(Duration.ofSeconds(15)));
        blocked.asked.orTimeout(10, TimeUnit.SECONDS).join();

        waiting.close();

        assertThat(step).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(blocked.closed()).isTrue();
    }

    @Test
    void closingBetweenStepsClosesTheConsumer() {
        topic.append(0, leased("192.0.2.1", 7, EXPIRY));
        topic.appendUnreadable(0);
        readBack.step(STEP);
        readBack.step(STEP);
        assertThat(topic.opened()).hasSize(2);

        readBack.close();

        assertEveryConsumerIsClosed();
    }

    @Test
    void aStepAfterTheEndOpensNothing() {
        readBack.close();

        readBack.step(STEP);

        assertThat(topic.opened()).isEmpty();
    }

    private void stepUntil(Progress wanted) {
        for (int steps = 0; readBack.step(STEP) != wanted; steps++) {
            assertThat(steps).as("steps towards %s", wanted).isLessThan(20);
        }
    }

    private BoundTable table() {
        return Objects.requireNonNull(view.table());
    }

    private void assertEveryConsumerIsClosed() {
        assertThat(topic.opened())
                .allSatisfy(consumer -> assertThat(consumer.closed()).isTrue());
    }

    /** Waits in its first call until it is woken. */
    private static final class BlockedConsumer extends MockConsumer<byte[], byte[]> {

        private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
        private final CompletableFuture<Boolean> woken = new CompletableFuture<>();

        BlockedConsumer() {
            super("earliest");
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            asked.complete(true);
            if (woken.completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join()) {
                throw new WakeupException();
            }
            return List.of();
        }

        @Override
        public synchronized void wakeup() {
            woken.complete(true);
        }
    }
}
