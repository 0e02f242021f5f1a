package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.sweep.PollSweep;
import net.leasequery.connect.sweep.RepeatFilter;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.sweep.WholeLoad;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.TableBound;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sweep concludes, as records in their order and with their offsets. */
class SweptBindingsTest {

    private static final ResumeState BEFORE = Samples.liveAt(100);
    private static final ResumeState AFTER = Samples.liveAt(200);

    private final DeliveryMapping mapping =
            mapping(false, true, new PollSweep(Views.ofThisRun(), true, VirtualSubnet.ALL, System::nanoTime));

    @Test
    void theEndsComeBeforeTheEventAndTheEventBeforeTheHeartbeat() {
        mapping.map(poll("first", Samples.full()));

        List<SourceRecord> records = mapping.map(poll("second"));

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly("campus.bindings", "campus.events", "campus.heartbeat");
    }

    @Test
    void theOffsetMovesOnlyAfterTheLastEnd() {
        mapping.map(poll("first", Samples.full()));
        List<Delivery> second = poll("second");
        ResumeState late = Samples.liveAt(300);
        second.set(1, Samples.notice(new Notice.PollCompleted("second", true, 0, Samples.second(300)), late));

        List<SourceRecord> records = mapping.map(second);

        assertThat(records).extracting(SweptBindingsTest::baseTime).containsExactly(200L, 200L, 300L);
    }

    @Test
    void anEndTellsThatItWasConcludedAndFromWhat() {
        mapping.map(poll("first", Samples.full()));

        Struct ended = (Struct) mapping.map(poll("second")).get(0).value();

        assertThat(ended.getString("address")).isEqualTo("192.0.2.7");
        assertThat(ended.getString("vpn")).isEqualTo("blue");
        assertThat(ended.getString("state")).isEqualTo("UNKNOWN");
        assertThat(ended.getString("origin")).isEqualTo("POLL");
        assertThat(ended.getString("snapshotId")).isEqualTo("second");
        assertThat(ended.getBoolean("inferred")).isTrue();
        assertThat(ended.get("leaseExpiryTime")).isEqualTo(FieldTypes.timestamp(1_800_000_003_000L));
        assertThat(ended.getString("hardwareAddress")).isNull();
    }

    @Test
    void theEventTellsHowManyWereEnded() {
        mapping.map(poll("first", Samples.full()));

        Struct event = (Struct) mapping.map(poll("second")).get(1).value();

        assertThat(event.getString("type")).isEqualTo("SWEPT");
        assertThat(event.getInt64("count")).isEqualTo(1);
        assertThat(event.getString("snapshotId")).isEqualTo("second");
    }

    @Test
    void aPollWithoutChangesIsNothingButAHeartbeat() {
        mapping.map(poll("first", Samples.full()));

        assertThat(mapping.map(poll("second", Samples.full())))
                .extracting(SourceRecord::topic)
                .containsExactly("campus.heartbeat");
    }

    @Test
    void aBindingThatIsReportedAgainInTheBatchThatEndsItIsWrittenAfterItsEnd() {
        DeliveryMapping filtered = mapping(
                false,
                true,
                new RepeatFilter(
                        new PollSweep(Views.ofThisRun(), true, VirtualSubnet.ALL, System::nanoTime),
                        new WholeLoad(false),
                        TableBound.ofAllTasks(1 << 20)));
        filtered.map(poll("first", Samples.full())).forEach(SweptBindingsTest::acknowledge);
        List<Delivery> batch = poll("second");
        batch.add(Samples.live(Samples.full(), AFTER));

        assertThat(filtered.map(batch))
                .filteredOn(record -> record.topic().equals("campus.bindings"))
                .extracting(record -> ((Struct) record.value()).getString("state"))
                .containsExactly("UNKNOWN", "ACTIVE");
    }

    @Test
    void aSweptKeyGetsItsTombstoneToo() {
        DeliveryMapping tombstones =
                mapping(true, true, new PollSweep(Views.ofThisRun(), true, VirtualSubnet.ALL, System::nanoTime));
        tombstones.map(poll("first", Samples.full()));

        List<SourceRecord> records = tombstones.map(poll("second"));

        assertThat(records).hasSize(4);
        assertThat(records.get(1).key()).isEqualTo(records.get(0).key());
        assertThat(records.get(1).value()).isNull();
        assertThat(fingerprint(records.get(1))).isEqualTo(fingerprint(records.get(0)));
    }

    @Test
    void theHeaderSaysWhatTheRecordSays() {
        List<SourceRecord> records = mapping.map(poll("first", Samples.full()));
        List<SourceRecord> ended = mapping.map(poll("second"));

        assertThat(fingerprint(records.get(0)))
                .asString()
                .matches(
                        "lqt1\\(east,ipv4,V4,192\\.0\\.2\\.7,blue,ACTIVE,[0-9a-f]+,1800000003,1800000002,1800000001,c\\)");
        assertThat(fingerprint(ended.get(0)))
                .isEqualTo("lqt1(east,ipv4,V4,192.0.2.7,blue,UNKNOWN,0,1800000003,1800000002,1800000001,c)");
    }

    @Test
    void withoutSweepsThereIsNoHeader() {
        DeliveryMapping off = mapping(false, false, Sweep.none());

        assertThat(fingerprint(off.map(poll("first", Samples.full())).get(0))).isNull();
    }

    /** The binding's records carry the state before the poll, the end of it the state after. */
    private static List<Delivery> poll(String id, Binding... answer) {
        List<Delivery> deliveries = new ArrayList<>();
        deliveries.add(Samples.notice(new Notice.PollStarted(id, true), BEFORE));
        for (Binding binding : answer) {
            deliveries.add(new Delivery.OfBinding(binding, Origin.POLL, id, null, BEFORE, true));
        }
        deliveries.add(Samples.notice(
                new Notice.PollCompleted(id, true, answer.length, Samples.second(1_700_000_000)), AFTER));
        return deliveries;
    }

    private static DeliveryMapping mapping(boolean tombstones, boolean fingerprints, Sweep sweep) {
        RecordSettings settings = new RecordSettings(Samples.TOPICS, OptionsFormat.MAP, tombstones, fingerprints);
        HeartbeatPacing pacing = new HeartbeatPacing(Duration.ofMinutes(1), System::nanoTime);
        return new DeliveryMapping(Samples.EAST, settings, sweep, pacing, SourceOffset.NONE, Clock.systemUTC());
    }

    private static void acknowledge(SourceRecord record) {
        if (record instanceof BindingRecord binding) {
            binding.receipt().settled(true);
        }
    }

    private static @Nullable Object baseTime(SourceRecord record) {
        return record.sourceOffset().get("base_time");
    }

    private static @Nullable Object fingerprint(SourceRecord record) {
        Header header = record.headers().lastWithName(FingerprintHeader.NAME);
        return header == null ? null : header.value();
    }
}
