package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordCountsTest {
    private static final Schema BINDING = SchemaBuilder.record("Binding")
            .fields()
            .requiredString("eventId")
            .requiredString("origin")
            .endRecord();

    private final RecordCounts counts = new RecordCounts();

    @Test
    void aRecordWithTheEventIdOfAnEarlierOneIsARepeatOfItsOwnOrigin() {
        tell(Map.of("eventId", "a", "origin", "LIVE"));
        tell(Map.of("eventId", "b", "origin", "LIVE"));
        tell(Map.of("eventId", "a", "origin", "CATCH_UP"));

        assertThat(counts.records()).isEqualTo(3);
        assertThat(counts.repeats()).isEqualTo(1);
        assertThat(counts.repeats(RecordCounts.Origin.CATCH_UP)).isEqualTo(1);
        assertThat(counts.repeats(RecordCounts.Origin.LIVE)).isZero();
    }

    private void tell(Map<String, String> fields) {
        GenericRecordBuilder binding = new GenericRecordBuilder(BINDING);
        fields.forEach(binding::set);
        GenericRecord value = binding.build();
        counts.count(new ConsumerRecord<>("bindings", 0, counts.records(), "key", value));
    }
}
