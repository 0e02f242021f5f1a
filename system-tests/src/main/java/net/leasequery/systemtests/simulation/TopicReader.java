package net.leasequery.systemtests.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.leasequery.systemtests.simulation.SimulatedTopic.Stored;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A consumer that sees the records of a topic when it is assigned. */
class TopicReader extends MockConsumer<byte[], byte[]> {

    private final Function<String, @Nullable SimulatedTopic> topics;
    private final boolean lastPartitionFirst;
    private int seen;

    /**
     * @param topics the topic of a name; null if there is none
     * @param lastPartitionFirst in which order the partitions come; Kafka promises none
     */
    TopicReader(Function<String, @Nullable SimulatedTopic> topics, boolean lastPartitionFirst) {
        super("earliest");
        this.topics = topics;
        this.lastPartitionFirst = lastPartitionFirst;
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        SimulatedTopic found = topics.apply(topic);
        return found == null
                ? List.of()
                : IntStream.range(0, found.partitions())
                        .mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                        .toList();
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        return partitionsFor(topic);
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        for (TopicPartition partition : partitions) {
            SimulatedTopic topic = topics.apply(partition.topic());
            int number = partition.partition();
            updateBeginningOffsets(Map.of(partition, topic == null ? 0 : topic.begin(number)));
            updateEndOffsets(Map.of(partition, topic == null ? 0 : topic.end(number)));
        }
        seen = 0;
        partitions.stream().findFirst().ifPresent(any -> addNewRecords(any.topic()));
    }

    private boolean lacksTopic() {
        return assignment().stream().anyMatch(partition -> topics.apply(partition.topic()) == null);
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration longest) {
        if (lacksTopic()) {
            throw new TimeoutException("the simulated broker has no " + partition);
        }
        return super.position(partition, longest);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        if (lacksTopic()) {
            return ConsumerRecords.empty();
        }
        ConsumerRecords<byte[], byte[]> polled = super.poll(longest);
        List<TopicPartition> order = new ArrayList<>(polled.partitions());
        order.sort((one, other) -> Integer.compare(one.partition(), other.partition()));
        if (lastPartitionFirst) {
            Collections.reverse(order);
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> ordered = new LinkedHashMap<>();
        order.forEach(partition -> ordered.put(partition, polled.records(partition)));
        return new ConsumerRecords<>(ordered, polled.nextOffsets());
    }

    /** Makes records visible that were appended since. */
    final void addNewRecords(String name) {
        SimulatedTopic topic = topics.apply(name);
        if (topic != null) {
            List<Stored> all = topic.records();
            all.subList(seen, all.size()).forEach(stored -> addRecord(asRead(stored)));
            seen = all.size();
        }
    }

    private static ConsumerRecord<byte[], byte[]> asRead(Stored stored) {
        SourceRecord source = stored.source();
        RecordHeaders headers = new RecordHeaders();
        for (Header header : source.headers()) {
            headers.add(header.key(), String.valueOf(header.value()).getBytes(StandardCharsets.UTF_8));
        }
        byte @Nullable [] value = source.value() == null
                ? null
                : source.value() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        Long timestamp = source.timestamp();
        return new ConsumerRecord<>(
                source.topic(),
                stored.partition(),
                stored.position(),
                timestamp == null ? 0 : timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                String.valueOf(source.key()).getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
