package net.leasequery.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic with signals in memory, with consumers of it. For one thread. */
final class SignalTopic {

    static final String NAME = "campus.signals";

    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private int partitions = 1;

    /** All signals are in the first one. */
    void partitions(int count) {
        partitions = count;
    }

    void send(String connector, String value) {
        records.add(new ConsumerRecord<>(
                NAME,
                0,
                records.size(),
                connector.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8)));
    }

    Consumer<byte[], byte[]> open() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(new HashMap<>(Map.of(PARTITION, (long) records.size())));
        consumer.updatePartitions(
                NAME,
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new PartitionInfo(NAME, partition, null, null, null))
                        .toList());
        for (int partition = 1; partition < partitions; partition++) {
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(NAME, partition), 0L));
            consumer.updateEndOffsets(Map.of(new TopicPartition(NAME, partition), 0L));
        }
        consumer.schedulePollTask(() -> bring(consumer, 0));
        return consumer;
    }

    private void bring(MockConsumer<byte[], byte[]> consumer, int from) {
        records.subList(from, records.size()).forEach(consumer::addRecord);
        int next = records.size();
        consumer.schedulePollTask(() -> bring(consumer, next));
    }
}
