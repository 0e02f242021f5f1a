package net.leasequery.streams.lookup.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.UnreadableRecordException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads compacted topics into tables from their beginning, and keeps reading. Uses a thread of its own. */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long RETRY_MILLIS = 5_000;
    private static final long STOP_MILLIS = 5_000;

    /**
     * A topic and its table.
     *
     * @param topic name
     * @param key schema
     * @param value schema
     * @param table that takes the records
     */
    record Followed(String topic, Schema key, Schema value, TopicTable table) {}

    private final Map<String, Object> config;
    private final Converters converters;
    private final Map<String, Followed> followed;
    private final Thread thread = new Thread(this::run, "lease-streams-lookup-topics");
    private volatile boolean read;
    private volatile boolean closed;

    TopicFollower(Map<String, Object> clients, Converters converters, List<Followed> topics) {
        config = new HashMap<>(clients);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.converters = converters;
        followed = topics.stream().collect(Collectors.toMap(Followed::topic, topic -> topic));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether all records that the topics held at the start have been read. */
    boolean isRead() {
        return read;
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (KafkaException e) {
                read = false;
                LOG.warn(
                        "The topics {} cannot be read. Look-ups that need them are answered with status 503."
                                + " Retrying in {} s.",
                        followed.keySet(),
                        RETRY_MILLIS / 1_000,
                        e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : followed.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic, ANSWER)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, ANSWER));
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            if (!ends.isEmpty()) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
                read = ends.isEmpty();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Followed to = followed.get(record.topic());
        if (to == null) {
            return;
        }
        try {
            var key = converters.readKey(record.topic(), record.headers(), record.key(), to.key());
            byte[] value = record.value();
            to.table()
                    .put(
                            key,
                            value == null
                                    ? null
                                    : converters.readValue(record.topic(), record.headers(), value, to.value()));
        } catch (UnreadableRecordException e) {
            LOG.warn(
                    "The record at offset {} of {}-{} cannot be read and is left out of look-ups. Check that nobody"
                            + " else writes to the topic.",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
