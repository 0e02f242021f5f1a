package net.leasequery.connect.sweep;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each of the addresses that were written most recently, and whether Kafka has acknowledged
 * it. Bounded in octets of its own, and by the account of all tasks: forgets the address whose record is the oldest, but
 * none whose record is on its way. Not thread-safe.
 */
final class RecentBindings {

    /** Enough for the changes of a minute at 1,000 a second. */
    static final long DEFAULT_OCTETS = 16L << 20;

    /** Of a linked map. */
    private static final int ENTRY = HeapOctets.ENTRY + 8;

    private final Map<String, TableRow> rows = new LinkedHashMap<>();
    private final long mostOctets;
    private final TableBound bound;
    private final AtomicInteger notRemembered = new AtomicInteger();
    private long octets;

    RecentBindings(long mostOctets, TableBound bound) {
        this.mostOctets = mostOctets;
        this.bound = bound;
    }

    /**
     * Takes note of what is about to be written.
     *
     * @param whole whether it is told by a snapshot that is written whole, so that only what was written of that is left out
     * @return receipt for the record; null if Kafka certainly shows the binding as told and need not be told again
     */
    @Nullable
    Receipt see(Fingerprint told, boolean whole) {
        String key = TableKey.of(told);
        TableRow row = rows.get(key);
        if (row != null && (!whole || row.isOfWholeSnapshot()) && row.certainlyShows(told)) {
            return null;
        }
        Receipt receipt = write(told);
        if (whole && receipt instanceof TableRow written) {
            written.belongsToWholeSnapshot();
        }
        return receipt;
    }

    /** Takes note of what is about to be written, and returns the receipt for it. */
    Receipt write(Fingerprint binding) {
        String key = TableKey.of(binding);
        TableRow written = TableRow.toBeWritten(binding);
        removed(key, rows.remove(key));
        if (makeRoom(size(key, written))) {
            rows.put(key, written);
            return written;
        }
        return new NotRemembered(notRemembered);
    }

    /** Whether records are on their way that are not remembered, for want of room. */
    boolean lacksRecordsOnTheirWay() {
        return notRemembered.get() > 0;
    }

    /** Shows each address with its row. */
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

    /** Of a record of which no more is known than that it is on its way. */
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

    /** Something else is written for this address now, of which no account is kept. */
    void forget(Fingerprint of) {
        String key = TableKey.of(of);
        removed(key, rows.remove(key));
    }

    int size() {
        return rows.size();
    }

    private static int size(String key, TableRow row) {
        return ENTRY + HeapOctets.row(row) + HeapOctets.text(key);
    }
}
