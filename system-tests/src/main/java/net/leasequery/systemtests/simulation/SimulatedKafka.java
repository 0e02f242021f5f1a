package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.leasequery.systemtests.simulation.SimulatedTopic.Stored;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One broker with its topics, and the stored source offsets. */
final class SimulatedKafka {

    private final Map<String, SimulatedTopic> topics = new HashMap<>();
    /** How often each topic was created again. */
    private final Map<String, Integer> ids = new HashMap<>();

    private final Map<TopicPartition, Boolean> stalled = new HashMap<>();
    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private final Consumer<Stored> onAppend;
    private final int partitions;
    private final int loseEvery;
    private int appended;
    private int readers;
    private boolean readBackBroken;
    private int recordsPerPoll = Integer.MAX_VALUE;

    private final ReadBackInterruptions interruptions = new ReadBackInterruptions();
    private final List<Watcher> watchers = new ArrayList<>();
    private boolean lostRecords;

    /** Learns what happens to the topics. */
    interface Watcher {
        /** Records of a topic were deleted; {@code left} are those that it still has. */
        void recordsDeleted(String topic, List<Stored> left);

        /** A partition takes records that it did not take before. */
        void hasRoom();
    }

    /**
     * @param onAppend receives every record
     * @param partitions of each topic of bindings
     * @param loseEvery which records are acknowledged and lost, as no Kafka does; 0 for none
     */
    SimulatedKafka(Consumer<Stored> onAppend, int partitions, int loseEvery) {
        this.onAppend = onAppend;
        this.partitions = partitions;
        this.loseEvery = loseEvery;
        topics.put(ConnectorChoices.SIGNALS, new SimulatedTopic(ConnectorChoices.SIGNALS, 1));
        create(ConnectorChoices.FIRST.bindings());
        create(ConnectorChoices.FIRST.withOtherTopics().bindings());
    }

    private void create(String topic) {
        topics.put(topic, new SimulatedTopic(topic, partitions));
    }

    /** Where the producer would send a record; without the topic it does not know how many partitions there are. */
    TopicPartition place(SourceRecord sent) {
        SimulatedTopic topic = topics.get(sent.topic());
        boolean known = topic != null || !sent.topic().endsWith(ConnectorChoices.BINDINGS);
        return new TopicPartition(
                sent.topic(), known ? SimulatedTopic.partition(sent, topic == null ? 1 : topic.partitions()) : -1);
    }

    /** Whether a partition takes records now. */
    boolean accepts(TopicPartition place) {
        return place.partition() >= 0 && !stalled.containsKey(place);
    }

    /** Makes a partition of bindings take no records, or take them again. */
    void stall(String topic, int partition, boolean whether) {
        TopicPartition place = new TopicPartition(topic, partition);
        if (whether) {
            stalled.put(place, true);
        } else {
            stalled.remove(place);
            watchers.forEach(Watcher::hasRoom);
        }
    }

    /** Appends a record and returns the metadata for the producer. */
    RecordMetadata append(SourceRecord sent) {
        SimulatedTopic topic = topics.computeIfAbsent(sent.topic(), name -> new SimulatedTopic(name, 1));
        boolean lost = loseEvery != 0 && ++appended % loseEvery == 0;
        Stored stored = lost ? topic.place(sent) : topic.append(sent);
        if (!lost) {
            onAppend.accept(stored);
        }
        return new RecordMetadata(new TopicPartition(sent.topic(), stored.partition()), stored.position(), 0, -1, 0, 0);
    }

    /** Deletes a topic with its records. */
    void delete(String topic) {
        topics.remove(topic);
        tellOfLoss(topic);
    }

    /** Deletes a topic with its records, and creates it again. */
    void recreate(String topic) {
        create(topic);
        stalled.clear();
        ids.merge(topic, 1, Integer::sum);
        tellOfLoss(topic);
        watchers.forEach(Watcher::hasRoom);
    }

    /** Deletes all but the newest records of a topic, as retention by age or size does. */
    void deleteOldest(String topic, int kept) {
        SimulatedTopic found = topics.get(topic);
        if (found != null) {
            found.deleteOldest(kept);
            tellOfLoss(topic);
        }
    }

    private void tellOfLoss(String topic) {
        lostRecords = true;
        watchers.forEach(watcher -> watcher.recordsDeleted(topic, records(topic)));
    }

    /** Whether any records were ever deleted. */
    boolean hasLostRecords() {
        return lostRecords;
    }

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Adds a partition to a topic. */
    void addPartition(String topic) {
        SimulatedTopic found = topics.get(topic);
        if (found != null) {
            found.addPartition();
        }
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
        SimulatedTopic found = topics.get(topic);
        return found == null ? List.of() : found.records();
    }

    boolean hasTopic(String topic) {
        return topics.containsKey(topic);
    }

    /** Compacts the topics; see {@link SimulatedTopic#compact}. */
    void compact(int untouched, boolean tombstones) {
        topics.values().stream()
                .filter(topic -> !topic.name().equals(ConnectorChoices.SIGNALS))
                .forEach(topic -> topic.compact(untouched, tombstones));
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
    void alterOffset(Map<String, ?> partition, @Nullable Map<String, Object> offset) {
        if (offset == null) {
            offsets.remove(partition);
        } else {
            offsets.put(partition, offset);
        }
    }

    /** Deletes the offsets of the connector, not those of its neighbour. */
    void resetOffsets() {
        offsets.keySet().removeIf(partition -> !Neighbour.isOf(partition));
    }

    /** Ends what makes topics unreadable. */
    void heal() {
        breakReadBack(false);
        interruptions.clear();
        endTransactions();
    }

    void breakReadBack(boolean broken) {
        readBackBroken = broken;
    }

    /** Appends a signal to the connector. */
    void signal(String json) {
        RecordMetadata unused = append(new SourceRecord(
                Map.of(), Map.of(), ConnectorChoices.SIGNALS, null, ConnectorChoices.CONNECTOR, null, json));
    }

    /** A consumer of a topic. */
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer(String topic, IsolationLevel isolation) {
        if (readBackBroken) {
            throw new KafkaException("the simulated broker cannot be reached");
        }
        readers++;
        boolean signals = topic.equals(ConnectorChoices.SIGNALS);
        return new TopicReader(
                topics::get,
                isolation == IsolationLevel.READ_COMMITTED,
                !signals && readers % 4 > 1,
                signals ? Integer.MAX_VALUE : recordsPerPoll,
                signals ? new ReadBackInterruptions() : interruptions);
    }

    /** What is to happen while bindings are read back. */
    ReadBackInterruptions interruptions() {
        return interruptions;
    }

    /** Limits the records of bindings that a consumer gets in one poll. */
    void slowReaders(int perPoll) {
        recordsPerPoll = perPoll;
    }

    /** Another producer has a transaction open in a topic for a while. */
    void beginTransaction(String topic) {
        SimulatedTopic found = topics.get(topic);
        if (found != null) {
            found.beginTransaction();
        }
    }

    /** No transaction is open any more. */
    void endTransactions() {
        topics.values().forEach(SimulatedTopic::endTransactions);
    }

    /** Appends records to a topic whose transaction is aborted; each repeats one of the oldest. */
    void abort(String topic, int number) {
        SimulatedTopic found = topics.get(topic);
        if (found != null) {
            found.abort(number);
        }
    }

    /**
     * Another producer writes a record under the key of an address. Returns false if the topic has no record of it.
     *
     * @param copied address whose newest headers the record gets; null for none. With several partitions it gets none:
     *     the order in which they are read would decide what the headers show.
     */
    boolean overwrite(String topic, String server, String address, @Nullable String copied) {
        SourceRecord newest = newest(topic, server, address);
        SimulatedTopic found = topics.get(topic);
        if (newest == null || found == null) {
            return false;
        }
        SourceRecord foreign = new SourceRecord(Map.of(), Map.of(), topic, null, newest.key(), null, "foreign");
        SourceRecord other = copied == null || copied.equals(address) || found.partitions() > 1
                ? null
                : newest(topic, server, copied);
        if (other != null) {
            other.headers().forEach(header -> foreign.headers().add(header));
        }
        Stored unused = found.append(foreign);
        return true;
    }

    /** The newest record of an address that no other producer wrote. */
    private @Nullable SourceRecord newest(String topic, String server, String address) {
        return records(topic).stream()
                .map(Stored::source)
                .filter(source -> source.value() instanceof Struct
                        && source.key() instanceof Struct key
                        && server.equals(key.getString("server"))
                        && FollowedAddresses.text(key).equals(address))
                .reduce((one, other) -> other)
                .orElse(null);
    }
}
