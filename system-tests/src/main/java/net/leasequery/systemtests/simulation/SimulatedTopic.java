package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/** A topic of a broker. */
final class SimulatedTopic {

    private final String name;
    private final List<Stored> records = new ArrayList<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    /** Where the first open transaction of each partition begins. */
    private final Map<Integer, Long> openTransactions = new HashMap<>();

    private int partitions;

    SimulatedTopic(String name, int partitions) {
        this.name = name;
        this.partitions = partitions;
    }

    /** A record in a topic, with its partition and its position there, and whether its transaction was aborted. */
    record Stored(SourceRecord source, int partition, long position, boolean aborted) {

        /** What Kafka compacts by. */
        Object place() {
            return List.of(partition, String.valueOf(source.key()));
        }
    }

    String name() {
        return name;
    }

    int partitions() {
        return partitions;
    }

    /** Adds a partition, so that some keys belong to other partitions from now on. */
    void addPartition() {
        partitions++;
    }

    /** The partition of a key; the same in each run, unlike the hash of a Struct. */
    static int partition(SourceRecord record, int partitions) {
        return Math.floorMod(String.valueOf(record.key()).hashCode(), partitions);
    }

    /** Appends a record. */
    Stored append(SourceRecord sent) {
        Stored stored = place(sent);
        records.add(stored);
        return stored;
    }

    /** Assigns a position to a record that is lost. */
    Stored place(SourceRecord sent) {
        int partition = partition(sent, partitions);
        return new Stored(sent, partition, ends.merge(partition, 1L, Long::sum) - 1, false);
    }

    /** Appends records of a transaction that is aborted at once; each repeats one of the oldest. */
    void abort(int number) {
        for (Stored oldest : records().stream().limit(number).toList()) {
            Stored placed = place(oldest.source());
            records.add(new Stored(placed.source(), placed.partition(), placed.position(), true));
        }
    }

    /** Begins a transaction in all partitions, and writes nothing: later records are not stable before it ends. */
    void beginTransaction() {
        for (int partition = 0; partition < partitions; partition++) {
            openTransactions.putIfAbsent(partition, end(partition));
        }
    }

    void endTransactions() {
        openTransactions.clear();
    }

    /** The records of all partitions that were not aborted, in the order in which they were appended. */
    List<Stored> records() {
        return records.stream().filter(stored -> !stored.aborted()).toList();
    }

    /** The records of a partition from a position on, with those that were aborted. */
    List<Stored> records(int partition, long from) {
        return records.stream()
                .filter(stored -> stored.partition() == partition && stored.position() >= from)
                .toList();
    }

    /** Up to where a consumer reads that takes no records of open transactions. */
    long stableEnd(int partition) {
        return openTransactions.getOrDefault(partition, end(partition));
    }

    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** The position of the oldest record of a partition. */
    long begin(int partition) {
        return records.stream()
                .filter(stored -> stored.partition() == partition)
                .mapToLong(Stored::position)
                .findFirst()
                .orElse(end(partition));
    }

    /** Deletes all but the newest records, as retention by age or size does. */
    void deleteOldest(int kept) {
        records.subList(0, Math.max(0, records.size() - kept)).clear();
    }

    /**
     * Removes each record that is not the last of its key, apart from the newest records, which Kafka does not compact
     * yet.
     *
     * @param untouched number of the newest records that stay as they are
     * @param tombstones whether {@code delete.retention.ms} has passed, so that tombstones are removed, too
     */
    void compact(int untouched, boolean tombstones) {
        List<Stored> old = records.subList(0, Math.max(0, records.size() - untouched));
        Set<Object> seen = new HashSet<>();
        List<Stored> kept = new ArrayList<>();
        for (int i = old.size() - 1; i >= 0; i--) {
            Stored stored = old.get(i);
            boolean last = !stored.aborted() && seen.add(stored.place());
            boolean newest = stored.position() == end(stored.partition()) - 1;
            if (last && (newest || !tombstones || stored.source().value() != null)) {
                kept.add(0, stored);
            }
        }
        old.clear();
        records.addAll(0, kept);
    }
}
