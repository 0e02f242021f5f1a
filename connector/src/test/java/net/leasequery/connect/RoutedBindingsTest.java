package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A transform that routes bindings to another topic leaves nothing to read back. */
class RoutedBindingsTest {

    private final Map<String, String> given = new HashMap<>(Map.of(
            "name", "leases",
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT",
            "sweep.bootstrap.servers", "kafka1:9092"));

    @Test
    void bindingsInAnotherTopicAreNoticed() {
        try (BindingsTopic topic = topic()) {
            topic.stored(record("campus.bindings"), null);
            topic.stored(record("campus.bindings"), in("campus.bindings"));
            topic.stored(record("campus.events"), in("audit"));
            assertThat(topic.isReadBackInVain()).isFalse();

            topic.stored(record("campus.bindings"), in("leases"));
            assertThat(topic.isReadBackInVain()).isTrue();
        }
    }

    @Test
    void theyDoNotMatterIfNothingIsReadBack() {
        given.remove("sweep.bootstrap.servers");
        try (BindingsTopic topic = topic()) {
            topic.stored(record("campus.bindings"), in("leases"));

            assertThat(topic.isReadBackInVain()).isFalse();
        }
    }

    private BindingsTopic topic() {
        LeasequeryConnectorConfig config = new LeasequeryConnectorConfig(given);
        return BindingsTopic.of(config, config.readBack(config.servers().get(0)), TaskEnvironment.system());
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(Map.of(), Map.of(), topic, null, null);
    }

    private static @Nullable RecordMetadata in(String topic) {
        return new RecordMetadata(new TopicPartition(topic, 0), 7, 0, 0, 0, 0);
    }
}
