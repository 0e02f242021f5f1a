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
 * The latest records of a compacted topic, in the heap. Beyond a bound those that matter least go: the longest unchanged
 * of those that are over, then the longest unchanged of all. Safe for several threads.
 */
final class TopicTable {
    private final int most;
    private final Predicate<GenericRecord> over;
    private final Map<GenericRecord, NetworkState.Entry> current = new LinkedHashMap<>();
    private final Map<GenericRecord, NetworkState.Entry> ended = new LinkedHashMap<>();
    private boolean complete = true;

    /**
     * A table.
     *
     * @param most records of each kind, those that are over and the others
     * @param over whether a value tells of something that is over
     */
    TopicTable(int most, Predicate<GenericRecord> over) {
        this.most = most;
        this.over = over;
    }

    /** Takes a record; a null value removes. */
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

    /** Whether nothing was left out. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Those that match, by an order. */
    List<NetworkState.Entry> matching(Predicate<NetworkState.Entry> wanted, Comparator<NetworkState.Entry> order) {
        List<NetworkState.Entry> matching = new ArrayList<>();
        synchronized (this) {
            current.values().stream().filter(wanted).forEach(matching::add);
            ended.values().stream().filter(wanted).forEach(matching::add);
        }
        matching.sort(order);
        return matching;
    }

    /** A text of a record that may lack it. */
    static String text(GenericRecord record, String field) {
        return Objects.toString(record.get(field), "");
    }
}
