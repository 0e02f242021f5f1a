package net.leasequery.quickstart.table;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic read as a table: the last record of each key wins, a null value removes the key.
 *
 * <p>Reads from the beginning, committed records only, and needs no consumer group. The topic may be created after
 * the table; the partitions that exist when the topic is first seen are read. Memory grows with the number of keys.
 * One thread at a time.
 */
public final class KafkaTable implements AutoCloseable {
    private final Consumer<@Nullable Object, @Nullable Object> consumer;
    private final String topic;
    private final Map<Object, GenericRecord> rows = new LinkedHashMap<>();
    private final java.util.function.Consumer<ConsumerRecord<@Nullable Object, @Nullable Object>> witness;
    private long records;

    /**
     * Opens the table; nothing is read yet.
     *
     * @param registry root of the registry's Confluent API
     */
    public KafkaTable(String bootstrapServers, URI registry, String topic) {
        this(bootstrapServers, registry, topic, record -> {});
    }

    /**
     * Opens a table with a witness; nothing is read yet.
     *
     * @param registry root of the registry's Confluent API
     * @param witness receives each record once, in topic order per partition, before it overwrites another
     */
    public KafkaTable(
            String bootstrapServers,
            URI registry,
            String topic,
            java.util.function.Consumer<ConsumerRecord<@Nullable Object, @Nullable Object>> witness) {
        this.topic = topic;
        this.witness = witness;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new RegistryAvroDeserializer(registry),
                new RegistryAvroDeserializer(registry));
    }

    /**
     * Reads the records that have arrived, in topic order per partition; if there are none, waits at most for the
     * limit.
     */
    public List<ConsumerRecord<@Nullable Object, @Nullable Object>> poll(Duration limit) throws InterruptedException {
        try {
            List<ConsumerRecord<@Nullable Object, @Nullable Object>> arrived = new ArrayList<>();
            if (assigned()) {
                consumer.poll(limit).forEach(arrived::add);
            } else {
                TimeUnit.MILLISECONDS.sleep(limit.toMillis());
            }
            arrived.forEach(this::apply);
            return arrived;
        } catch (KafkaException failure) {
            if (Thread.interrupted()) {
                InterruptedException interrupted = new InterruptedException("while reading " + topic);
                interrupted.initCause(failure);
                throw interrupted;
            }
            throw failure;
        }
    }

    /**
     * Reads up to the current end of the topic.
     *
     * @throws IllegalStateException if that takes longer than the limit
     */
    public KafkaTable readToEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, Long> ends = assigned() ? consumer.endOffsets(consumer.assignment()) : Map.of();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(topic + " was not read to its end within " + limit.toSeconds() + " s");
            }
            poll(Duration.ofMillis(100));
        }
        return this;
    }

    /** The last value of each key; keys as decoded by Avro, so that equal keys are equal. A live view. */
    public Map<Object, GenericRecord> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /** How many records were read, including tombstones and overwritten records. */
    public long records() {
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void apply(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        records++;
        witness.accept(record);
        Object key = record.key();
        if (key == null) {
            throw new IllegalStateException(
                    "A record without a key at " + topic + "-" + record.partition() + " offset " + record.offset());
        }
        if (record.value() instanceof GenericRecord value) {
            rows.put(key, value);
        } else {
            rows.remove(key);
        }
    }

    /** Looks for the topic until it exists. */
    private boolean assigned() {
        if (consumer.assignment().isEmpty()) {
            List<PartitionInfo> partitions = consumer.listTopics().getOrDefault(topic, List.of());
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
        }
        return !consumer.assignment().isEmpty();
    }
}
