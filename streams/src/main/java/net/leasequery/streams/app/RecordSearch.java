package net.leasequery.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks for committed records in parts of topics. Runs in the calling thread. */
class RecordSearch {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_OCTETS = 65_536;

    private final Map<String, Object> config;

    /** @param clients configuration of Kafka's clients */
    RecordSearch(Map<String, Object> clients) {
        config = new HashMap<>(clients);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_OCTETS);
    }

    /**
     * Returns the partitions that surely have no record between two offsets.
     *
     * @param from first offset to look at; a partition without one is looked at from its beginning
     * @param ends offset after the last one to look at, by partition
     */
    Set<TopicPartition> withoutRecords(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        Set<TopicPartition> empty = new HashSet<>();
        long began = System.nanoTime();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            ends.keySet().forEach(partition -> seek(consumer, partition, from.get(partition)));
            while (!left.isEmpty() && System.nanoTime() - began < MOST_NANOS) {
                Set<TopicPartition> found = consumer.poll(POLL).partitions();
                left.removeAll(found);
                consumer.pause(found);
                for (TopicPartition partition : Set.copyOf(left)) {
                    if (consumer.position(partition, ANSWER) >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                        empty.add(partition);
                        left.remove(partition);
                    }
                }
            }
        }
        return empty;
    }

    private static void seek(Consumer<byte[], byte[]> consumer, TopicPartition partition, @Nullable Long offset) {
        if (offset == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, offset);
        }
    }
}
