package net.leasequery.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a broker still has of a topic, record by record, as octets. */
final class RawTopic {

    private RawTopic() {}

    /** How many records have one of these texts in key or value, whether they are the newest of their key or not. */
    static long recordsWith(ConnectCluster cluster, String topic, List<String> texts) {
        long found = 0;
        try (KafkaConsumer<byte[], byte @Nullable []> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.broker().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (has(record.key(), texts) || has(record.value(), texts)) {
                        found++;
                    }
                }
            }
        }
        return found;
    }

    private static boolean has(byte @Nullable [] octets, List<String> texts) {
        if (octets == null) {
            return false;
        }
        String held = new String(octets, StandardCharsets.ISO_8859_1);
        return texts.stream().anyMatch(held::contains);
    }
}
