package net.leasequery.streams.lookup.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.leasequery.Member;
import net.leasequery.MemberKey;
import net.leasequery.streams.records.ConverterSettings;
import net.leasequery.streams.records.Converters;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private static final String TOPIC = "campus.members";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final Converters converters = new Converters(new ConverterSettings(Map.of(), Map.of(), List.of()));
    private final TopicTable table = new TopicTable(10, value -> false);
    private final BlockingQueue<MockConsumer<byte[], byte[]>> waiting = new LinkedBlockingQueue<>();
    private final TopicFollower follower = new TopicFollower(
            this::nextConsumer,
            Duration.ofMillis(10),
            converters,
            List.of(new TopicFollower.Followed(TOPIC, MemberKey.getClassSchema(), Member.getClassSchema(), table)));

    @AfterEach
    void close() {
        waiting.add(topic(1));
        follower.close();
        converters.close();
    }

    private Consumer<byte[], byte[]> nextConsumer() {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A consumer of the topic, with records of these servers, one after the other, in its first partition. */
    private MockConsumer<byte[], byte[]> topic(int partitions, String... servers) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        setPartitions(consumer, partitions);
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, (long) servers.length, SECOND, 0L));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < servers.length; offset++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, key(servers[offset]), member()));
            }
        });
        return consumer;
    }

    private static void setPartitions(MockConsumer<byte[], byte[]> consumer, int partitions) {
        Node[] none = new Node[0];
        List<PartitionInfo> all =
                List.of(new PartitionInfo(TOPIC, 0, null, none, none), new PartitionInfo(TOPIC, 1, null, none, none));
        consumer.updatePartitions(TOPIC, all.subList(0, partitions));
    }

    private byte[] key(String server) {
        GenericRecord key = new GenericData.Record(MemberKey.getClassSchema());
        key.put("group", "pair");
        key.put("server", server);
        return converters.keySerializer().serialize(TOPIC, key);
    }

    private byte[] member() {
        GenericRecord member = new GenericData.Record(Member.getClassSchema());
        member.put("connected", true);
        member.put("gapOpen", false);
        member.put("complete", true);
        member.put("lastHeard", 1_800_000_000_123L);
        member.put("unreadableRecords", 0L);
        return converters.valueSerializer().serialize(TOPIC, member);
    }

    private List<String> servers() {
        return table
                .matching(all -> true, Comparator.comparing(entry -> TopicTable.text(entry.key(), "server")))
                .stream()
                .map(entry -> TopicTable.text(entry.key(), "server"))
                .toList();
    }

    private void readsFrom(MockConsumer<byte[], byte[]> consumer) {
        waiting.add(consumer);
        follower.start();
        await().until(follower::isRead);
    }

    @Test
    void readsATopicToItsEnd() {
        readsFrom(topic(1, "one", "two"));

        assertThat(servers()).containsExactly("one", "two");
    }

    @Test
    void saysThatItIsNotReadWhileKafkaCannotBeReached() {
        MockConsumer<byte[], byte[]> consumer = topic(1, "one");
        readsFrom(consumer);

        consumer.schedulePollTask(() -> consumer.setOffsetsException(new TimeoutException("no broker")));

        await().until(() -> !follower.isRead());
    }

    @Test
    void readsATopicThatWasCreatedAgainFromItsBeginning() {
        MockConsumer<byte[], byte[]> consumer = topic(1, "one", "removed");
        readsFrom(consumer);
        waiting.add(topic(1, "one"));

        consumer.schedulePollTask(() -> consumer.updateEndOffsets(Map.of(FIRST, 1L)));

        await().untilAsserted(() -> assertThat(servers()).containsExactly("one"));
        await().until(follower::isRead);
    }

    @Test
    void readsPartitionsThatWereAdded() {
        MockConsumer<byte[], byte[]> consumer = topic(1, "one");
        readsFrom(consumer);
        waiting.add(topic(2, "one", "two"));

        consumer.schedulePollTask(() -> setPartitions(consumer, 2));

        await().untilAsserted(() -> assertThat(servers()).containsExactly("one", "two"));
    }
}
