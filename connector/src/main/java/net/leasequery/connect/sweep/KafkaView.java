package net.leasequery.connect.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of a task, and whether it holds all that Kafka shows: nothing may be concluded from a table
 * that lacks what earlier runs have written. Not thread-safe, but for {@link #size}.
 */
public final class KafkaView {

    private final TableBound bound;
    private @Nullable BoundTable table;
    private boolean whole;
    private List<Fingerprint> outdated = List.of();
    private @Nullable RecentBindings written;
    private boolean lacksRecords;
    private volatile int size;

    private KafkaView(boolean whole, TableBound bound) {
        this.whole = whole;
        this.bound = bound;
        this.table = new BoundTable(bound);
    }

    /** A view that is not whole until what Kafka has is read back. */
    public static KafkaView toBeReadBack(TableBound bound) {
        return new KafkaView(false, bound);
    }

    /** A view of what this task writes; of what was written before, it knows nothing. */
    public static KafkaView ofThisRun(TableBound bound) {
        return new KafkaView(true, bound);
    }

    /** The same without a bound. */
    public static KafkaView toBeReadBack() {
        return toBeReadBack(TableBound.none());
    }

    /** The same without a bound. */
    public static KafkaView ofThisRun() {
        return ofThisRun(TableBound.none());
    }

    /** An empty table under the same bound, to be {@link #adopt adopted} once it holds what was read back. */
    BoundTable newTable() {
        return new BoundTable(bound);
    }

    /** Of the heap that is taken for this task. */
    TableBound bound() {
        return bound;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether Kafka may get newer records than the table shows: then nothing may be left out by it. */
    boolean lacksRecords() {
        return lacksRecords;
    }

    boolean isNeeded() {
        return table != null;
    }

    /** The table; null once it is no longer needed. */
    @Nullable
    BoundTable table() {
        return table;
    }

    /** Makes the view whole. */
    void adopt(BoundTable readBack) {
        if (table != null) {
            outdated = readBack.takeOutdated().stream()
                    .filter(last -> !table.has(last))
                    .toList();
            table.adopt(readBack);
            readBack.clear();
            whole = true;
            changed();
        }
    }

    /** Whether something that was read back and is bound has a key that this version does not use. */
    boolean hasOutdated() {
        return !outdated.isEmpty();
    }

    /** Takes out what is bound and has a key that this version does not use. */
    List<Fingerprint> takeOutdated() {
        List<Fingerprint> taken = outdated;
        outdated = List.of();
        return taken;
    }

    /**
     * From now on each new table begins with what was written lately. Its records may still be on their way to Kafka, so a
     * read-back would miss them.
     */
    void beginWith(RecentBindings lately) {
        written = lately;
    }

    /** Begins anew with a table that is to be read back. */
    BoundTable renew() {
        BoundTable fresh = new BoundTable(bound);
        if (written != null) {
            fresh.addWritten(written);
            lacksRecords = written.lacksRecordsOnTheirWay();
        }
        table = fresh;
        whole = false;
        changed();
        return fresh;
    }

    /** Frees the memory until {@link #renew}. */
    public void drop() {
        if (table != null) {
            table.clear();
        }
        table = null;
        changed();
    }

    void changed() {
        size = table == null ? 0 : table.size();
    }

    int size() {
        return size;
    }
}
