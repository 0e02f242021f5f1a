package net.leasequery.systemtests.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One broker: topics of one partition, and the stored source offsets. */
final class SimulatedKafka {

    private final Map<String, List<Stored>> topics = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    /** How often each topic was created again. */
    private final Map<String, Integer> ids = new HashMap<>();

    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private final Consumer<Stored> onAppend;
    private final int loseEvery;
    private int appended;
    private boolean readBackBroken;

    /**
     * @param onAppend receives every record
     * @param loseEvery which records are acknowledged and lost, as no Kafka does; 0 for none
     */
    SimulatedKafka(Consumer<Stored> onAppend, int loseEvery) {
        this.onAppend = onAppend;
        this.loseEvery = loseEvery;
        topics.put(ConnectorChoices.SIGNALS, new ArrayList<>());
        topics.put(ConnectorChoices.FIRST.bindings(), new ArrayList<>());
        topics.put(ConnectorChoices.FIRST.withOtherTopics().bindings(), new ArrayList<>());
    }

    /** A record in a topic, with its position. */
    record Stored(SourceRecord source, long position) {}

    /** Appends a record and returns the metadata for the producer. */
    RecordMetadata append(SourceRecord sent) {
        String topic = sent.topic();
        long position = ends.merge(topic, 1L, Long::sum) - 1;
        Stored stored = new Stored(sent, position);
        if (loseEvery == 0 || ++appended % loseEvery != 0) {
            topics.computeIfAbsent(topic, unused -> new ArrayList<>()).add(stored);
            onAppend.accept(stored);
        }
        return new RecordMetadata(new TopicPartition(topic, 0), position, 0, -1, 0, 0);
    }

    /** Deletes a topic with its records, and creates it again. */
    void recreate(String topic) {
        topics.put(topic, new ArrayList<>());
        ends.remove(topic);
        ids.merge(topic, 1, Integer::sum);
    }

    /** Deletes all but the newest records of a topic, as retention by age or size does. */
    void deleteOldest(String topic, int kept) {
        List<Stored> records = topics.getOrDefault(topic, new ArrayList<>());
        records.subList(0, Math.max(0, records.size() - kept)).clear();
    }

    /** A client that looks up the id and the configuration of a topic. */
    Admin admin() {
        if (readBackBroken) {
            throw new KafkaException("the simulated broker cannot be reached");
        }
        return SimulatedAdmin.of(topic -> topics.containsKey(topic) ? ids.getOrDefault(topic, 0) : null);
    }

    /** The records of a topic, oldest first. */
    List<Stored> records(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    /** Removes every record that is not the last of its key. */
    void compact() {
        topics.forEach((topic, records) -> {
            if (topic.equals(ConnectorChoices.SIGNALS)) {
                return;
            }
            Set<@Nullable Object> seen = new HashSet<>();
            List<Stored> kept = new ArrayList<>();
            for (int i = records.size() - 1; i >= 0; i--) {
                if (seen.add(records.get(i).source().key())) {
                    kept.add(0, records.get(i));
                }
            }
            records.clear();
            records.addAll(kept);
        });
    }

    @Nullable
    Map<String, Object> offset(Map<String, ?> partition) {
        return offsets.get(partition);
    }

    @SuppressWarnings("unchecked")
    void store(SourceRecord acknowledged) {
        offsets.put((Map<String, ?>) acknowledged.sourcePartition(), (Map<String, Object>) acknowledged.sourceOffset());
    }

    /** Stores an offset that an operator edited. */
    void alterOffset(Map<String, ?> partition, Map<String, Object> offset) {
        offsets.put(partition, offset);
    }

    void resetOffsets() {
        offsets.clear();
    }

    void breakReadBack(boolean broken) {
        readBackBroken = broken;
    }

    /** Appends a signal to the connector. */
    void signal(String json) {
        RecordMetadata unused = append(new SourceRecord(
                Map.of(), Map.of(), ConnectorChoices.SIGNALS, null, ConnectorChoices.CONNECTOR, null, json));
    }

    /** A consumer that sees the records of a topic stored now; of signals, also later ones. */
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer(String topic) {
        if (readBackBroken) {
            throw new KafkaException("the simulated broker cannot be reached");
        }
        return topic.equals(ConnectorChoices.SIGNALS) ? new SignalReader() : new Reader();
    }

    /** Also sees signals that are appended later. */
    private final class SignalReader extends Reader {

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
            addNewRecords(ConnectorChoices.SIGNALS);
            return super.poll(longest);
        }
    }

    private class Reader extends MockConsumer<byte[], byte[]> {

        private int seen;

        Reader() {
            super("earliest");
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            return topics.containsKey(topic) ? List.of(new PartitionInfo(topic, 0, null, null, null)) : List.of();
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            return partitionsFor(topic);
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            for (TopicPartition partition : partitions) {
                updateBeginningOffsets(Map.of(partition, begin(partition.topic())));
                updateEndOffsets(Map.of(partition, ends.getOrDefault(partition.topic(), 0L)));
                seen = 0;
                addNewRecords(partition.topic());
            }
        }

        private long begin(String topic) {
            List<Stored> all = records(topic);
            return all.isEmpty() ? ends.getOrDefault(topic, 0L) : all.get(0).position();
        }

        final void addNewRecords(String topic) {
            List<Stored> all = records(topic);
            all.subList(seen, all.size()).forEach(stored -> addRecord(asRead(stored)));
            seen = all.size();
        }

        private ConsumerRecord<byte[], byte[]> asRead(Stored stored) {
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
                    0,
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
}
