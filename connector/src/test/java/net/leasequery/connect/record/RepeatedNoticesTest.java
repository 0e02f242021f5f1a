package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A server that causes events as often as it can. */
class RepeatedNoticesTest {

    private final MovingClock clock = new MovingClock();
    private final DeliveryMapping mapping = new DeliveryMapping(
            Samples.EAST,
            new RecordSettings(Samples.TOPICS, OptionsFormat.MAP, false, true),
            Sweep.none(),
            new HeartbeatPacing(Duration.ZERO, () -> 0),
            SourceOffset.NONE,
            clock);

    @Test
    void ofMalformedMessagesTheFirstIsWrittenAtOnceAndTheRestAsACount() {
        List<SourceRecord> records = new ArrayList<>(map(malformed("first"), Samples.liveAt(100)));
        assertThat(records).hasSize(1);

        for (int i = 0; i < 100_000; i++) {
            records.addAll(map(malformed("later"), Samples.liveAt(100)));
            clock.now = clock.now.plusNanos(100_000);
        }
        clock.now = clock.now.plusSeconds(1);
        records.addAll(mapping.map(List.of()));

        assertThat(records).hasSize(2);
        assertThat(value(records.get(0)).getInt64("count")).isNull();
        assertThat(value(records.get(1)).getInt64("count")).isEqualTo(100_000);
        assertThat(value(records.get(1)).getString("type")).isEqualTo("MALFORMED_MESSAGE");
    }

    @Test
    void theWindowsOfMissingDataAreUnitedAndNoneIsLost() {
        List<SourceRecord> records = new ArrayList<>();
        for (int second = 100; second < 200; second++) {
            records.addAll(map(missing(second, second + 10), Samples.liveAt(second)));
        }
        clock.now = clock.now.plusSeconds(10);
        records.addAll(mapping.map(List.of()));

        assertThat(records).hasSize(2);
        assertThat(gap(records.get(0))).containsExactly(100L, 110L);
        assertThat(gap(records.get(1))).containsExactly(101L, 209L);
        assertThat(value(records.get(1)).getInt64("count")).isEqualTo(99);
    }

    @Test
    void theOffsetStandsStillWhileAWindowWaitsToBeReported() {
        Map<String, ?> reported =
                map(missing(100, 110), Samples.liveAt(100)).get(0).sourceOffset();
        assertThat(map(missing(105, 115), Samples.liveAt(101))).isEmpty();

        SourceRecord binding = mapping.map(List.of(Samples.live(Samples.full(), Samples.liveAt(150))))
                .get(0);
        assertThat(binding.sourceOffset()).isEqualTo(reported);

        clock.now = clock.now.plusSeconds(10);
        SourceRecord event = mapping.map(List.of()).get(0);
        assertThat(event.sourceOffset().get("base_time")).isEqualTo(150L);
    }

    @Test
    void whatIsHeldComesBeforeAnEventOfAnotherKind() {
        map(missing(100, 110), Samples.liveAt(100));
        map(missing(105, 115), Samples.liveAt(100));

        List<SourceRecord> records = map(new Notice.Connected("192.0.2.1:67", "clear text"), Samples.liveAt(101));

        assertThat(records)
                .extracting(each -> value(each).getString("type"))
                .containsExactly("DATA_MISSING", "CONNECTED");
    }

    /** Else the offset would stand still for as long as the clock was set back by. */
    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        map(missing(100, 110), Samples.liveAt(100));
        assertThat(map(missing(105, 115), Samples.liveAt(101))).isEmpty();

        clock.now = clock.now.minus(Duration.ofDays(365));

        assertThat(mapping.map(List.of())).hasSize(1);
        clock.now = clock.now.plusSeconds(1);
        assertThat(map(missing(110, 120), Samples.liveAt(102))).isEmpty();
        clock.now = clock.now.plusSeconds(10);
        assertThat(mapping.map(List.of())).hasSize(1);
    }

    @Test
    void afterAQuietIntervalTheNextIsWrittenAtOnce() {
        map(malformed("first"), Samples.liveAt(100));
        clock.now = clock.now.plus(Duration.ofSeconds(10));

        assertThat(map(malformed("second"), Samples.liveAt(100))).hasSize(1);
    }

    private List<SourceRecord> map(Notice notice, ResumeState state) {
        return mapping.map(List.of(new Delivery.OfNotice(notice, clock.millis(), state)));
    }

    private static Notice malformed(String reason) {
        return new Notice.MalformedMessage(reason, "010203", false);
    }

    private static Notice missing(int from, int to) {
        return new Notice.DataMissing(new Gap(Samples.second(from), Samples.second(to)));
    }

    private static List<Long> gap(SourceRecord event) {
        Struct value = value(event);
        return List.of(seconds((Date) value.get("gapStart")), seconds((Date) value.get("gapEnd")));
    }

    @SuppressWarnings("JavaUtilDate") // Connect's Timestamp is one.
    private static long seconds(Date date) {
        return date.getTime() / 1_000 - Samples.second(0).epochSecond();
    }

    private static Struct value(SourceRecord event) {
        return (Struct) event.value();
    }

    private static final class MovingClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
