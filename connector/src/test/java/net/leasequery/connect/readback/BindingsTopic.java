package net.leasequery.connect.readback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.TableKey;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** A bindings topic in memory, with consumers of it. */
public final class BindingsTopic {

    static final String NAME = "campus.bindings";

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<MockConsumer<byte[], byte[]>> opened = new ArrayList<>();
    private final List<IsolationLevel> isolations = new ArrayList<>();
    private int refusals;

    void append(int partition, Fingerprint fingerprint) {
        append(partition, Samples.EAST, fingerprint);
    }

    /** Appends what a record of a binding carries. */
    public void append(int partition, SourcePartition source, Fingerprint fingerprint) {
        append(
                partition,
                source + TableKey.of(fingerprint),
                FingerprintHeader.write(source, fingerprint).getBytes(StandardCharsets.UTF_8));
    }

    void append(int partition, String key, Fingerprint fingerprint) {
        append(
                partition,
                key,
                FingerprintHeader.write(Samples.EAST, fingerprint).getBytes(StandardCharsets.UTF_8));
    }

    /** A record with a key that no other has. */
    void append(int partition, byte[] header) {
        append(partition, "key " + records.size(), header);
    }

    void append(int partition, String key, byte[] header) {
        append(partition, key.getBytes(StandardCharsets.UTF_8), header);
    }

    /** A record as another version may have written it. */
    public void append(int partition, byte[] key, byte[] header) {
        record(partition, key).headers().add(FingerprintHeader.NAME, header);
    }

    void appendWithoutHeader(int partition) {
        record(partition, ("key " + records.size()).getBytes(StandardCharsets.UTF_8));
    }

    /** Something follows what can be read, as in an open transaction. */
    void appendUnreadable(int partition) {
        ends.merge(new TopicPartition(NAME, partition), 1L, Long::sum);
    }

    /** There is more in partition 0 than can be read now. */
    public void endsLater() {
        appendUnreadable(0);
    }

    /** Whether a consumer was ever opened. */
    public boolean wasRead() {
        return !opened.isEmpty();
    }

    /** Lets so many consumers fail to open. */
    public void refuse(int times) {
        refusals = times;
    }

    /** Refusals that are still to come. */
    int refusals() {
        return refusals;
    }

    List<IsolationLevel> isolations() {
        return isolations;
    }

    List<MockConsumer<byte[], byte[]>> opened() {
        return opened;
    }

    /** A consumer of what is there now. */
    public Consumer<byte[], byte[]> open(IsolationLevel isolation) {
        if (refusals > 0) {
            refusals--;
            throw new TopicAuthorizationException("Not authorized to access topics: [campus.bindings]");
        }
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        ends.keySet().forEach(partition -> beginnings.put(partition, 0L));
        consumer.updateBeginningOffsets(beginnings);
        consumer.updateEndOffsets(ends);
        consumer.updatePartitions(
                NAME,
                ends.keySet().stream()
                        .map(of -> new PartitionInfo(NAME, of.partition(), null, null, null))
                        .toList());
        if (isolation == IsolationLevel.READ_COMMITTED) {
            consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        }
        opened.add(consumer);
        isolations.add(isolation);
        return consumer;
    }

    private ConsumerRecord<byte[], byte[]> record(int partition, byte[] key) {
        TopicPartition of = new TopicPartition(NAME, partition);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(NAME, partition, ends.getOrDefault(of, 0L), key, new byte[0]);
        records.add(record);
        ends.merge(of, 1L, Long::sum);
        return record;
    }
}
