package net.leasequery.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.table.RegistryAvroDeserializer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads a topic of Avro records from its beginning to its present end. */
final class AvroTopic {

    private AvroTopic() {}

    /** The last record of each key; without those whose last value is null. */
    static Map<GenericRecord, GenericRecord> table(ConnectCluster cluster, String topic) {
        Map<GenericRecord, GenericRecord> table = new HashMap<>();
        read(cluster, topic, (key, value) -> {
            if (value == null) {
                table.remove(key);
            } else {
                table.put(key, value);
            }
        });
        return table;
    }

    /** Every value that is not null. */
    static List<GenericRecord> values(ConnectCluster cluster, String topic) {
        List<GenericRecord> values = new ArrayList<>();
        read(cluster, topic, (key, value) -> {
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    private interface Taker {
        void take(GenericRecord key, @Nullable GenericRecord value);
    }

    private static void read(ConnectCluster cluster, String topic, Taker taker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", cluster.broker().bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<@Nullable Object, @Nullable Object> consumer = new KafkaConsumer<>(
                config,
                new RegistryAvroDeserializer(cluster.registry().confluentApi()),
                new RegistryAvroDeserializer(cluster.registry().confluentApi()))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    taker.take((GenericRecord) record.key(), (GenericRecord) record.value());
                }
            }
        }
    }
}
