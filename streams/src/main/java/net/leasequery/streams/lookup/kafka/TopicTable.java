package net.leasequery.streams.lookup.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import net.leasequery.streams.lookup.source.NetworkState;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The latest records of a compacted topic, in the heap. Records that are over and the others have a bound each; beyond
 * it, the record that has been unchanged for the longest time is dropped. Safe for several threads.
 */
final class TopicTable {
    private final int most;
    private final Predicate<GenericRecord> over;
    private final Map<GenericRecord, NetworkState.Entry> current = new LinkedHashMap<>();
    private final Map<GenericRecord, NetworkState.Entry> ended = new LinkedHashMap<>();
    private boolean complete = true;

    /**
     * Creates a table.
     *
     * @param most maximum number of records that are over, and of the others
     * @param over whether a value reports something that is over
     */
    TopicTable(int most, Predicate<GenericRecord> over) {
        this.most = most;
        this.over = over;
    }

    /** Puts a record; a null value removes it. */
    synchronized void put(GenericRecord key, @Nullable GenericRecord value) {
        current.remove(key);
        ended.remove(key);
        if (value == null) {
            return;
        }
        Map<GenericRecord, NetworkState.Entry> kept = over.test(value) ? ended : current;
        kept.put(key, new NetworkState.Entry(key, value));
        if (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
            complete = false;
        }
    }

    /** Removes all records, as at the start. */
    synchronized void clear() {
        current.clear();
        ended.clear();
        complete = true;
    }

    /** Whether no record was dropped. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Returns the matching entries in an order. */
    List<NetworkState.Entry> matching(Predicate<NetworkState.Entry> wanted, Comparator<NetworkState.Entry> order) {
        List<NetworkState.Entry> matching = new ArrayList<>();
        synchronized (this) {
            current.values().stream().filter(wanted).forEach(matching::add);
            ended.values().stream().filter(wanted).forEach(matching::add);
        }
        matching.sort(order);
        return matching;
    }

    /** Returns a field as text; empty if it is null. */
    static String text(GenericRecord record, String field) {
        return Objects.toString(record.get(field), "");
    }
}
