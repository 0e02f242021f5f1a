package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordCountsTest {
    private static final Schema BINDING = SchemaBuilder.record("Binding")
            .fields()
            .requiredString("eventId")
            .requiredString("origin")
            .endRecord();

    private final RecordCounts counts = new RecordCounts(new RecordCounts.Expectation(true, true));

    @Test
    void aRecordWithTheEventIdOfAnEarlierOneIsARepeatOfItsOwnOrigin() {
        report("key", "a", "LIVE", 0);
        report("key", "b", "LIVE", 1);
        report("key", "a", "CATCH_UP", 2);

        assertThat(counts.records()).isEqualTo(3);
        assertThat(counts.repeats()).isEqualTo(1);
        assertThat(counts.repeats(RecordCounts.Origin.CATCH_UP)).isEqualTo(1);
        assertThat(counts.repeats(RecordCounts.Origin.LIVE)).isZero();
    }

    @Test
    void aRepeatIsCountedByTheFirstCauseThatExplainsIt() {
        report("x", "a", "LIVE", 0);
        report("x", "a", "SNAPSHOT", 100);
        report("x", "a", "CATCH_UP", 200);
        report("x", "b", "LIVE", 300);
        report("x", "a", "LIVE", 400);
        report("x", "a", "GAP_FILL", 5_000);

        assertThat(counts.causes().counts())
                .containsExactly(
                        Map.entry(RepeatCause.WHOLE_SNAPSHOT, 1L),
                        Map.entry(RepeatCause.CHANGED_BETWEEN, 1L),
                        Map.entry(RepeatCause.ON_ITS_WAY, 1L),
                        Map.entry(RepeatCause.GAP_FILL, 1L));
    }

    @Test
    void theConfigurationTellsWhatIsExpected() {
        assertThat(RecordCounts.Expectation.of(Map.of("snapshot.mode", "always")))
                .isEqualTo(new RecordCounts.Expectation(true, false));
        assertThat(RecordCounts.Expectation.of(Map.of("sweep.bootstrap.servers", "kafka:9092")))
                .isEqualTo(new RecordCounts.Expectation(false, true));
    }

    private void report(String key, String eventId, String origin, long atMillis) {
        GenericRecordBuilder binding = new GenericRecordBuilder(BINDING);
        binding.set("eventId", eventId);
        binding.set("origin", origin);
        counts.count(new ConsumerRecord<>(
                "bindings",
                0,
                counts.records(),
                atMillis,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                binding.build(),
                new RecordHeaders(),
                Optional.empty()));
    }
}
