package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryMappingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(77), ZoneOffset.UTC);

    private final AtomicLong nanos = new AtomicLong();
    private final DeliveryMapping mapping = mapping(false, MINUTE);

    @Test
    void aBindingGoesToItsTopicUnderItsKey() {
        SourceRecord record = only(mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(100)))));

        assertThat(record.topic()).isEqualTo("campus.bindings");
        assertThat(record.key())
                .isEqualTo(new Struct(BindingKeyStruct.SCHEMA)
                        .put("server", "east")
                        .put("vpn", "blue")
                        .put("address", "192.0.2.7"));
        assertThat(((Struct) record.value()).getString("state")).isEqualTo("ACTIVE");
    }

    @Test
    void whatBecameOfAQuestionIsNoEvent() {
        assertThat(mapping.map(List.of(
                        Samples.notice(new Notice.QuestionAnswered("why", List.of(), null), Samples.liveAt(100)),
                        Samples.notice(new Notice.QuestionFailed("why", true, "cut"), Samples.liveAt(100)))))
                .isEmpty();
    }

    @Test
    void theProducerChoosesThePartition() {
        SourceRecord record = only(mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(100)))));

        assertThat(record.kafkaPartition()).isNull();
    }

    @Test
    void aRecordIsStampedWithTheLocalClockHoweverFarTheServersIsOff() {
        SourceRecord record = only(mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(100)))));

        assertThat(record.timestamp()).isEqualTo(77);
    }

    @Test
    void headersTellServerOriginAndStateWithoutDecoding() {
        SourceRecord record = only(mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(100)))));

        assertThat(record.headers().lastWithName("leasequery.server").value()).isEqualTo("east");
        assertThat(record.headers().lastWithName("leasequery.origin").value()).isEqualTo("LIVE");
        assertThat(record.headers().lastWithName("leasequery.state").value()).isEqualTo("ACTIVE");
    }

    @Test
    void anUnknownFieldIsNullNeverZeroOrEmpty() {
        Delivery bare = Samples.live(Samples.bare("192.0.2.7", BindingState.AVAILABLE), Samples.liveAt(100));

        Struct value = (Struct) only(mapping.map(List.of(bare))).value();

        value.validate();
        List<String> always = List.of(
                "eventId",
                "server",
                "family",
                "leaseType",
                "address",
                "state",
                "origin",
                "infiniteLease",
                "remote",
                "inferred",
                "options");
        assertThat(BindingStruct.schema(OptionsFormat.MAP).fields())
                .filteredOn(field -> !always.contains(field.name()))
                .allSatisfy(
                        field -> assertThat(value.get(field)).as(field.name()).isNull());
    }

    @Test
    @Tag("R6926-7.3-7")
    void theLastClientOfAFreeAddressIsReportedAsHistoryUnderItsState() {
        var released = new Binding(
                null,
                Samples.full().address(),
                BindingState.RELEASED,
                Samples.full().client(),
                Samples.full().times(),
                null,
                false,
                null,
                null,
                Map.of());

        Struct value = (Struct) only(mapping.map(List.of(Samples.live(released, Samples.liveAt(100)))))
                .value();

        assertThat(value.getString("state")).isEqualTo("RELEASED");
        assertThat(value.getString("hostname")).isEqualTo("host");
    }

    @Test
    @Tag("R7724-7.4.1-4")
    void eachRecordCarriesTheResumeStateOfItsOwnDelivery() {
        List<SourceRecord> records = mapping.map(List.of(
                Samples.live(Samples.full(), ResumeState.NONE),
                Samples.live(Samples.full(), Samples.liveAt(100)),
                Samples.live(Samples.full(), Samples.liveAt(101))));

        assertThat(records)
                .extracting(SourceRecord::sourceOffset)
                .<Map<String, ?>>map(Map::copyOf)
                .containsExactly(
                        Map.of("v", 1L),
                        Map.of("v", 1L, "base_time", 100L, "lag", 0L),
                        Map.of("v", 1L, "base_time", 101L, "lag", 0L));
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(record.sourcePartition()).isEqualTo(Map.of("server", "east", "family", "ipv4")));
    }

    @Test
    void noticesGoToTheEventsTopicWithTheirOwnTime() {
        Delivery connected = Samples.notice(new Notice.Connected("192.0.2.1:67", "clear text"), Samples.liveAt(100));

        SourceRecord record = only(mapping.map(List.of(connected)));

        assertThat(record.topic()).isEqualTo("campus.events");
        assertThat(record.timestamp()).isEqualTo(1_800_000_000_123L);
        assertThat(baseTime(record)).isEqualTo(100L);
        assertThat(((Struct) record.key()).getString("server")).isEqualTo("east");
    }

    @Test
    void aMessageNobodyCanDecodeGoesToTheQuarantineTopic() {
        Delivery rejected = new Delivery.OfQuarantined(Octets.ofHex("ff"), "too short", 5, Samples.liveAt(100));

        SourceRecord record = only(mapping.map(List.of(rejected)));

        assertThat(record.topic()).isEqualTo("campus.quarantine");
        assertThat(((Struct) record.value()).getString("reason")).isEqualTo("too short");
    }

    @Test
    void anEndedBindingIsFollowedByATombstoneIfAskedFor() {
        DeliveryMapping tombstones = mapping(true, MINUTE);

        List<SourceRecord> records = tombstones.map(
                List.of(Samples.live(Samples.bare("192.0.2.7", BindingState.EXPIRED), Samples.liveAt(100))));

        assertThat(records).hasSize(2);
        assertThat(((Struct) records.get(0).value()).getString("state")).isEqualTo("EXPIRED");
        assertThat(records.get(1).key()).isEqualTo(records.get(0).key());
        assertThat(records.get(1).value()).isNull();
        assertThat(records.get(1).valueSchema()).isNull();
    }

    @Test
    void aBindingInForceIsNeverFollowedByATombstone() {
        DeliveryMapping tombstones = mapping(true, MINUTE);

        List<SourceRecord> records = tombstones.map(List.of(Samples.live(Samples.full(), Samples.liveAt(100))));

        assertThat(records).hasSize(1);
    }

    @Test
    void aCrashBetweenARecordAndItsTombstoneDoesNotClaimBoth() {
        DeliveryMapping tombstones = mapping(true, MINUTE);

        List<SourceRecord> records = tombstones.map(List.of(
                Samples.live(Samples.full(), Samples.liveAt(100)),
                Samples.live(Samples.bare("192.0.2.7", BindingState.EXPIRED), Samples.liveAt(200))));

        assertThat(records).extracting(DeliveryMappingTest::baseTime).containsExactly(100L, 100L, 200L);
    }

    @Test
    void aKeepAliveOnAnIdleLineCarriesTheOffsetForward() {
        nanos.addAndGet(MINUTE.toNanos());

        SourceRecord heartbeat = only(mapping.map(List.of(Samples.keepAlive(500))));

        assertThat(heartbeat.topic()).isEqualTo("campus.heartbeat");
        assertThat(baseTime(heartbeat)).isEqualTo(500L);
        assertThat(((Struct) heartbeat.value()).get("baseTime")).isEqualTo(FieldTypes.timestamp(500_000));
    }

    /** RFC 7724 section 7.4 does not require a base-time in ConnectionActive. */
    @Test
    void aKeepAliveWithoutBaseTimeShowsTooThatTheServerIsThere() {
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        SourceRecord heartbeat = only(mapping.map(List.of(new Delivery.OfKeepAlive(null, 0, Samples.liveAt(500)))));

        assertThat(heartbeat.topic()).isEqualTo("campus.heartbeat");
        assertThat(baseTime(heartbeat)).isEqualTo(500L);
    }

    @Test
    void keepAlivesThatComeOftenDoNotFloodTheTopic() {
        nanos.addAndGet(MINUTE.toNanos());
        mapping.map(List.of(Samples.keepAlive(500)));

        assertThat(mapping.map(List.of(Samples.keepAlive(501)))).isEmpty();
        assertThat(mapping.map(List.of(Samples.keepAlive(502)))).isEmpty();
    }

    @Test
    void aKeepAliveThatCameTooEarlyIsWrittenOnceItsTimeHasCome() {
        mapping.map(List.of(Samples.keepAlive(500), Samples.keepAlive(501)));

        nanos.addAndGet(MINUTE.toNanos());
        SourceRecord heartbeat = only(mapping.map(List.of()));

        assertThat(baseTime(heartbeat)).isEqualTo(501L);
    }

    @Test
    void aHeldKeepAliveNeverFollowsANewerRecord() {
        mapping.map(List.of(Samples.keepAlive(500)));
        mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(600))));

        nanos.addAndGet(MINUTE.toNanos());

        assertThat(mapping.map(List.of())).isEmpty();
    }

    @Test
    void withoutAKeepAliveThereIsNoHeartbeatHoweverLongTheSilence() {
        nanos.addAndGet(10 * MINUTE.toNanos());

        assertThat(mapping.map(List.of())).isEmpty();
    }

    static Stream<Notice> completions() {
        return Stream.of(
                new Notice.CatchUpCompleted(5),
                new Notice.SnapshotCompleted("snap", 5),
                new Notice.GapFilled(new Gap(Samples.second(1), Samples.second(2)), "gap", 5, false));
    }

    @ParameterizedTest
    @MethodSource("completions")
    void aHeartbeatFollowsEveryCompletionAtOnceAndUnderItsState(Notice completion) {
        List<SourceRecord> records = mapping.map(List.of(Samples.notice(completion, Samples.liveAt(100))));

        assertThat(records).extracting(SourceRecord::topic).containsExactly("campus.events", "campus.heartbeat");
        assertThat(records).extracting(DeliveryMappingTest::baseTime).containsExactly(100L, 100L);
    }

    @Test
    void anIntervalOfZeroTurnsHeartbeatsOff() {
        DeliveryMapping off = mapping(false, Duration.ZERO);
        nanos.addAndGet(MINUTE.toNanos());

        List<SourceRecord> records = off.map(
                List.of(Samples.keepAlive(500), Samples.notice(new Notice.CatchUpCompleted(5), Samples.liveAt(100))));

        assertThat(records).extracting(SourceRecord::topic).containsExactly("campus.events");
    }

    private DeliveryMapping mapping(boolean tombstones, Duration heartbeatInterval) {
        HeartbeatPacing pacing = new HeartbeatPacing(heartbeatInterval, nanos::get);
        RecordSettings settings = new RecordSettings(Samples.TOPICS, OptionsFormat.MAP, tombstones, true);
        return new DeliveryMapping(Samples.EAST, settings, Sweep.none(), pacing, SourceOffset.NONE, CLOCK);
    }

    private static @Nullable Object baseTime(SourceRecord record) {
        return record.sourceOffset().get("base_time");
    }

    private static SourceRecord only(List<SourceRecord> records) {
        assertThat(records).hasSize(1);
        return records.get(0);
    }
}
