package net.leasequery.systemtests.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The first partition of a topic that Kafka's JsonConverter writes without schemas. One thread at a time. */
final class JsonTopic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts the converter into a connector's configuration. */
    static final Map<String, String> CONVERTERS = Map.of(
            "key.converter", "org.apache.kafka.connect.json.JsonConverter",
            "key.converter.schemas.enable", "false",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false");

    private final String name;
    private final KafkaConsumer<String, String> consumer;
    private final List<JsonNode> values = new ArrayList<>();
    private final Map<String, JsonNode> rows = new LinkedHashMap<>();

    JsonTopic(String bootstrapServers, String name) {
        this.name = name;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(name, 0)));
    }

    /** Waits until so many values that suit have come; those, oldest first. Tombstones are none. */
    List<JsonNode> await(int atLeast, Predicate<JsonNode> suits) {
        return Awaitility.await()
                .alias(name)
                .atMost(LIMIT)
                .until(
                        () -> {
                            poll(Duration.ofMillis(200));
                            return matching(suits);
                        },
                        found -> found.size() >= atLeast);
    }

    /** What has come so far and suits. */
    List<JsonNode> matching(Predicate<JsonNode> suits) {
        return values.stream().filter(suits).toList();
    }

    /** The last value of each key, by the key as text; tombstones remove it. What has come so far. */
    Map<String, JsonNode> rows() {
        return rows;
    }

    /** Reads what is there now. */
    JsonTopic read() throws IOException {
        for (long end : consumer.endOffsets(consumer.assignment()).values()) {
            Awaitility.await().alias(name).atMost(LIMIT).until(() -> {
                poll(Duration.ofMillis(100));
                return consumer.position(consumer.assignment().iterator().next()) >= end;
            });
        }
        return this;
    }

    private void poll(Duration limit) throws IOException {
        for (ConsumerRecord<String, String> record : consumer.poll(limit)) {
            if (record.value() == null) {
                rows.remove(record.key());
            } else {
                JsonNode value = JSON.readTree(record.value());
                values.add(value);
                rows.put(record.key(), value);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
