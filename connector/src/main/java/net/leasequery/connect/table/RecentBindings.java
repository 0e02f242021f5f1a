package net.leasequery.connect.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each recently written address, and whether Kafka has acknowledged it. Bounded by a limit of its
 * own in octets and by the shared limit of all tasks: drops the address with the oldest record, but none whose record
 * is on its way. Not thread-safe.
 */
public final class RecentBindings {

    /** Enough for one minute of changes at 1,000 per second. */
    public static final long DEFAULT_OCTETS = 16L << 20;

    /** Entry of a linked map. */
    private static final int ENTRY = HeapOctets.ENTRY + 8;

    private final Map<String, TableRow> rows = new LinkedHashMap<>();
    private final long mostOctets;
    private final TableBound bound;
    private final AtomicInteger notRemembered = new AtomicInteger();
    private long octets;

    /**
     * Remembers nothing yet.
     *
     * @param mostOctets most heap to use, in octets; beyond it the oldest bindings are forgotten
     * @param bound that the heap is counted in
     */
    public RecentBindings(long mostOctets, TableBound bound) {
        this.mostOctets = mostOctets;
        this.bound = bound;
    }

    /**
     * Records a binding that is about to be written.
     *
     * @param whole whether a snapshot that is written whole reported it; then only bindings already written for that
     *     snapshot are left out
     * @return receipt for the record; null if Kafka certainly shows the binding as reported, so that no record is
     *     needed
     */
    public @Nullable Receipt see(Fingerprint reported, boolean whole) {
        String key = TableKey.of(reported);
        TableRow row = rows.get(key);
        if (row != null && (!whole || row.isOfWholeSnapshot()) && row.certainlyShows(reported)) {
            return null;
        }
        Receipt receipt = write(reported);
        if (whole && receipt instanceof TableRow written) {
            written.belongsToWholeSnapshot();
        }
        return receipt;
    }

    /** Records a binding that is about to be written, and returns the receipt for its record. */
    public Receipt write(Fingerprint binding) {
        String key = TableKey.of(binding);
        TableRow written = TableRow.toBeWritten(binding);
        removed(key, rows.remove(key));
        if (makeRoom(size(key, written))) {
            rows.put(key, written);
            return written;
        }
        return new NotRemembered(notRemembered);
    }

    /** Whether records are on their way that are not remembered because there was no room. */
    public boolean lacksRecordsOnTheirWay() {
        return notRemembered.get() > 0;
    }

    /** Calls {@code action} with each address and its row. */
    void forEach(BiConsumer<String, TableRow> action) {
        rows.forEach(action);
    }

    private boolean makeRoom(int more) {
        Iterator<Map.Entry<String, TableRow>> eldest = rows.entrySet().iterator();
        while (octets + more > mostOctets || !bound.takeIfRoom(more)) {
            if (!eldest.hasNext()) {
                return false;
            }
            Map.Entry<String, TableRow> entry = eldest.next();
            if (entry.getValue().isInFlight()) {
                return false;
            }
            eldest.remove();
            removed(entry.getKey(), entry.getValue());
        }
        octets += more;
        return true;
    }

    private void removed(String key, @Nullable TableRow row) {
        if (row != null) {
            octets -= size(key, row);
            bound.giveBack(size(key, row));
        }
    }

    /** For a record that is only known to be on its way. */
    private static final class NotRemembered implements Receipt {

        private final AtomicInteger count;
        private final AtomicBoolean onItsWay = new AtomicBoolean(true);

        NotRemembered(AtomicInteger count) {
            this.count = count;
            count.incrementAndGet();
        }

        @Override
        public void settled(boolean stored) {
            if (onItsWay.getAndSet(false)) {
                count.decrementAndGet();
            }
        }
    }

    /** Drops the address, because a record that is not tracked is written for it. */
    public void forget(Fingerprint of) {
        String key = TableKey.of(of);
        removed(key, rows.remove(key));
    }

    /** Number of bindings. */
    public int size() {
        return rows.size();
    }

    private static int size(String key, TableRow row) {
        return ENTRY + HeapOctets.row(row) + HeapOctets.text(key);
    }
}
