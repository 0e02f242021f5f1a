package net.leasequery.connect.table;

import java.util.List;
import net.leasequery.requestor.DhcpServer;
import org.jspecify.annotations.Nullable;

/**
 * The table of a task, and whether it is complete. No conclusion may be drawn from a table that lacks records of
 * earlier runs. Not thread-safe, except for {@link #size}.
 */
public final class KafkaView {

    private final TableBound bound;
    private final DhcpServer server;
    private @Nullable BoundTable table;
    private boolean whole;
    private boolean readBack;
    private boolean foundRows;
    private List<Fingerprint> outdated = List.of();
    private @Nullable RecentBindings written;
    private boolean lacksRecords;
    private volatile int size;

    private KafkaView(boolean whole, TableBound bound, DhcpServer server) {
        this.whole = whole;
        this.bound = bound;
        this.server = server;
        this.table = new BoundTable(bound);
    }

    /**
     * A view that is not whole until the topic is read back.
     *
     * @param bound of the table
     * @param server whose bindings these are
     */
    public static KafkaView toBeReadBack(TableBound bound, DhcpServer server) {
        return new KafkaView(false, bound, server);
    }

    /**
     * A view of the records of this run only; it knows nothing of earlier records.
     *
     * @param bound of the table
     * @param server whose bindings these are
     */
    public static KafkaView ofThisRun(TableBound bound, DhcpServer server) {
        return new KafkaView(true, bound, server);
    }

    /** Returns an empty table under the same bound, to be {@link #adopt adopted} after the read-back. */
    public BoundTable newTable() {
        return new BoundTable(bound);
    }

    /** The DHCP server whose bindings these are. */
    public DhcpServer server() {
        return server;
    }

    /** The bound on the heap of this task's tables. */
    public TableBound bound() {
        return bound;
    }

    /** Whether conclusions may be drawn from what the table lacks. */
    public boolean isWhole() {
        return whole;
    }

    /**
     * Whether records are on their way to Kafka that are newer than the table; then no binding may be left out because
     * of the table.
     */
    public boolean lacksRecords() {
        return lacksRecords;
    }

    /** Whether there is a table; without one, nothing is remembered until {@link #renew}. */
    public boolean isNeeded() {
        return table != null;
    }

    /** The table; null once it is no longer needed. */
    public @Nullable BoundTable table() {
        return table;
    }

    /** Adopts the table that was read back, which makes the view whole. */
    public void adopt(BoundTable rows) {
        if (table != null) {
            outdated = rows.takeOutdated().stream()
                    .filter(last -> !table.has(last))
                    .toList();
            foundRows |= rows.size() > 0;
            table.adopt(rows);
            rows.clear();
            whole = true;
            readBack = true;
            changed();
        }
    }

    /** Whether the topic may show bindings of earlier runs: it was not read back, or has some. */
    public boolean mayShowEarlierRuns() {
        return !readBack || foundRows;
    }

    /** Whether a bound row was read back under a key that this version does not use. */
    public boolean hasOutdated() {
        return !outdated.isEmpty();
    }

    /** Removes and returns the bound rows that were read back under keys that this version does not use. */
    public List<Fingerprint> takeOutdated() {
        List<Fingerprint> taken = outdated;
        outdated = List.of();
        return taken;
    }

    /**
     * Makes each new table begin with the recently written records. They may still be on their way to Kafka, so a
     * read-back would miss them.
     */
    public void beginWith(RecentBindings lately) {
        written = lately;
    }

    /** Starts over with a new table that is to be read back. */
    public BoundTable renew() {
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

    /** Publishes the number of rows; to be called after each change of the table. */
    public void changed() {
        size = table == null ? 0 : table.size();
    }

    /** Number of rows as last published; safe to call from any thread. */
    public int size() {
        return size;
    }
}
