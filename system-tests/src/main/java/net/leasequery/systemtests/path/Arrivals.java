package net.leasequery.systemtests.path;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.leasequery.systemtests.path.Measured.Moment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of one partition, which it creates, from its beginning. */
final class Arrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    /** @param exactlyOnce whether to read committed records only */
    Arrivals(String brokers, String topic, boolean exactlyOnce) throws InterruptedException {
        this.topic = topic;
        create(brokers, topic);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                exactlyOnce ? "read_committed" : "read_uncommitted",
                "max.poll.records",
                10_000,
                "fetch.max.wait.ms",
                100);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
    }

    private static void create(String brokers, String topic) throws InterruptedException {
        NewTopic one = new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(one)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic " + topic + " could not be created", e);
        }
    }

    /**
     * Awaits this many records.
     *
     * @param worker whose processor time is measured
     * @return what was measured between the first and the last of them
     */
    Measured await(int count, Worker worker, Duration limit) throws TimeoutException {
        return await(count, worker, limit, record -> {});
    }

    /** Does the same, and passes each record to {@code action}. */
    Measured await(int count, Worker worker, Duration limit, Consumer<ConsumerRecord<byte[], byte[]>> action)
            throws TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        int arrived = 0;
        while (arrived == 0) {
            arrived = poll(deadline, action);
        }
        Moment first = Moment.now(worker);
        int after = arrived;
        while (arrived < count) {
            arrived += poll(deadline, action);
        }
        return first.until(Moment.now(worker), arrived - after);
    }

    /** Skips the records that have arrived, until there are no more. */
    void skip() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        while (!records.isEmpty()) {
            records = consumer.poll(POLL);
        }
    }

    /** Passes the next records to {@code action} and returns their number. */
    int poll(long deadline, Consumer<ConsumerRecord<byte[], byte[]>> action) throws TimeoutException {
        if (System.nanoTime() - deadline > 0) {
            throw new TimeoutException("Not all records came into " + topic + " in time");
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(action);
        return records.count();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
