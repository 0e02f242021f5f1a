package net.leasequery.streams.lookup.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/**
 * Reads compacted topics into tables from their beginning, and keeps reading. Uses a thread of its own.
 *
 * <p>If Kafka could not be reached, or a topic has more partitions or was created again, the topics are read from their
 * beginning again into empty tables: tombstones may have been removed in the meantime.
 */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** A consumer that cannot reach Kafka returns no records and does not say so. */
    private static final Duration CHECK = Duration.ofSeconds(30);

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

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration checkEvery;
    private final Converters converters;
    private final Map<String, Followed> followed;
    private final Thread thread = new Thread(this::run, "lease-streams-lookup-topics");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean read;

    /**
     * Creates a follower.
     *
     * @param clients configuration of Kafka's clients
     * @param converters with which the topics are written
     * @param topics to follow
     */
    TopicFollower(Map<String, Object> clients, Converters converters, List<Followed> topics) {
        this(() -> consumer(clients), CHECK, converters, topics);
    }

    /**
     * Creates a follower with consumers of its owner's.
     *
     * @param consumers returns a new consumer, whose position is not reset by itself
     * @param checkEvery how often to check that Kafka can be reached
     * @param converters with which the topics are written
     * @param topics to follow
     */
    TopicFollower(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Duration checkEvery,
            Converters converters,
            List<Followed> topics) {
        this.consumers = consumers;
        this.checkEvery = checkEvery;
        this.converters = converters;
        followed = topics.stream().collect(Collectors.toMap(Followed::topic, topic -> topic));
        thread.setDaemon(true);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    /** Whether the tables have all records that the topics held at the start, and Kafka could be reached lately. */
    boolean isRead() {
        return read;
    }

    private void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (RuntimeException e) {
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

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Returns when the topics have changed so that they must be read from their beginning again. */
    private void follow(Consumer<byte[], byte[]> consumer) {
        read = false;
        followed.values().forEach(topic -> topic.table().clear());
        Set<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, ANSWER));
        long checked = System.nanoTime();
        while (!isClosed()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            if (!ends.isEmpty()) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
                read = ends.isEmpty();
            }
            if (System.nanoTime() - checked >= checkEvery.toNanos()) {
                if (haveChanged(partitions, consumer)) {
                    LOG.info("The topics {} have changed. Reading them from their beginning.", followed.keySet());
                    return;
                }
                checked = System.nanoTime();
            }
        }
    }

    private Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : followed.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic, ANSWER)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        return partitions;
    }

    /**
     * Whether a topic has more partitions or was created again.
     *
     * @throws KafkaException if Kafka cannot be reached
     */
    private boolean haveChanged(Set<TopicPartition> known, Consumer<byte[], byte[]> consumer) {
        return !partitions(consumer).equals(known)
                || consumer.endOffsets(known, ANSWER).entrySet().stream()
                        .anyMatch(end -> consumer.position(end.getKey(), ANSWER) > end.getValue());
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
        closed.countDown();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
