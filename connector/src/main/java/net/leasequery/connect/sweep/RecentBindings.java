package net.leasequery.connect.sweep;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each of the addresses that were written most recently, and whether Kafka has acknowledged
 * it. Bounded in octets of its own, and by the account of all tasks: forgets the address whose record is the oldest. Not
 * thread-safe.
 */
final class RecentBindings {

    /** Enough for the changes of a minute at 1,000 a second. */
    static final long DEFAULT_OCTETS = 16L << 20;

    /** Of a linked map. */
    private static final int ENTRY = HeapOctets.ENTRY + 8;

    private final Map<String, TableRow> rows = new LinkedHashMap<>();
    private final long mostOctets;
    private final TableBound bound;
    private long octets;

    RecentBindings(long mostOctets, TableBound bound) {
        this.mostOctets = mostOctets;
        this.bound = bound;
    }

    /**
     * Takes note of what is about to be written.
     *
     * @param always whether it is written even if Kafka shows it
     * @return receipt for the record; null if Kafka certainly shows the binding as told and need not be told again
     */
    @Nullable
    Receipt see(Fingerprint told, boolean always) {
        String key = BoundTable.key(told);
        TableRow row = rows.get(key);
        if (row != null && !always && row.certainlyShows(told)) {
            return null;
        }
        TableRow written = TableRow.toBeWritten(told);
        removed(key, rows.remove(key));
        if (makeRoom(size(key, written))) {
            rows.put(key, written);
        }
        return written;
    }

    private boolean makeRoom(int more) {
        Iterator<Map.Entry<String, TableRow>> eldest = rows.entrySet().iterator();
        while (octets + more > mostOctets || !bound.takeIfRoom(more)) {
            if (!eldest.hasNext()) {
                return false;
            }
            Map.Entry<String, TableRow> entry = eldest.next();
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

    /** Something else is written for this address now, of which no account is kept. */
    void forget(Fingerprint of) {
        String key = BoundTable.key(of);
        removed(key, rows.remove(key));
    }

    int size() {
        return rows.size();
    }

    private static int size(String key, TableRow row) {
        return ENTRY + HeapOctets.row(row) + HeapOctets.text(key);
    }
}
