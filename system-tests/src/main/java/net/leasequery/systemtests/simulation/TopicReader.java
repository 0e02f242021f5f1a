package net.leasequery.systemtests.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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

/**
 * A consumer of one topic, which may change while it is read. It starts over where its position is no longer, or not
 * yet, in the topic.
 */
final class TopicReader extends MockConsumer<byte[], byte[]> {

    private final Function<String, @Nullable SimulatedTopic> topics;
    private final boolean committedOnly;
    private final boolean lastPartitionFirst;
    private final int mostRecords;
    private final ReadBackInterruptions interruptions;
    private int recordsRead;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /**
     * @param topics the topic of a name; null if there is none
     * @param committedOnly whether records of open and aborted transactions are left out
     * @param lastPartitionFirst in which order the partitions come; Kafka promises none
     * @param mostRecords of one poll
     * @param interruptions what happens while it reads
     */
    TopicReader(
            Function<String, @Nullable SimulatedTopic> topics,
            boolean committedOnly,
            boolean lastPartitionFirst,
            int mostRecords,
            ReadBackInterruptions interruptions) {
        super("earliest");
        this.topics = topics;
        this.committedOnly = committedOnly;
        this.lastPartitionFirst = lastPartitionFirst;
        this.mostRecords = mostRecords;
        this.interruptions = interruptions;
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
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, end(partition)));
        interruptions.located();
        return ends;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return endOffsets(partitions, Duration.ZERO);
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        partitions.forEach(partition -> begins.put(partition, topic(partition).begin(partition.partition())));
        return begins;
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
            Collection<TopicPartition> partitions, Duration timeout) {
        return beginningOffsets(partitions);
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, 0L));
    }

    @Override
    public synchronized void seekToEnd(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, end(partition)));
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration longest) {
        if (isAbsent(partition)) {
            throw new TimeoutException("the simulated broker has no " + partition);
        }
        return positions.getOrDefault(partition, 0L);
    }

    @Override
    public synchronized long position(TopicPartition partition) {
        return position(partition, Duration.ZERO);
    }

    private boolean isAbsent(TopicPartition partition) {
        SimulatedTopic topic = topics.apply(partition.topic());
        return topic == null || partition.partition() >= topic.partitions();
    }

    private SimulatedTopic topic(TopicPartition partition) {
        SimulatedTopic topic = topics.apply(partition.topic());
        if (topic == null) {
            throw new TimeoutException("the simulated broker has no " + partition);
        }
        return topic;
    }

    private long end(TopicPartition partition) {
        return committedOnly
                ? topic(partition).stableEnd(partition.partition())
                : topic(partition).end(partition.partition());
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        List<TopicPartition> order = new ArrayList<>(assignment());
        order.sort((one, other) -> Integer.compare(one.partition(), other.partition()));
        if (lastPartitionFirst) {
            Collections.reverse(order);
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
        int room = Math.min(mostRecords, interruptions.most(recordsRead));
        for (TopicPartition partition : order) {
            if (room > 0 && !isAbsent(partition)) {
                List<ConsumerRecord<byte[], byte[]>> read = read(partition, room);
                room -= read.size();
                recordsRead += read.size();
                if (!read.isEmpty()) {
                    polled.put(partition, read);
                }
            }
        }
        if (!polled.isEmpty()) {
            interruptions.read(recordsRead);
        }
        return new ConsumerRecords<>(polled, Map.of());
    }

    /** Reads up to a number of records, and moves the position behind them and behind what is left out. */
    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, int most) {
        SimulatedTopic topic = topic(partition);
        int number = partition.partition();
        long from = positions.getOrDefault(partition, 0L);
        if (from < topic.begin(number) || from > topic.end(number)) {
            from = topic.begin(number);
        }
        long end = end(partition);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        for (Stored stored : topic.records(number, from)) {
            if (stored.position() >= end) {
                break;
            }
            if (!committedOnly || !stored.aborted()) {
                if (read.size() == most) {
                    positions.put(partition, stored.position());
                    return read;
                }
                read.add(asRead(stored));
            }
        }
        positions.put(partition, Math.max(from, end));
        return read;
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
