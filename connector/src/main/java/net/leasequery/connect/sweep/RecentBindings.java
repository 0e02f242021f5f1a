package net.leasequery.connect.sweep;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each of the addresses that were written most recently, and whether Kafka has acknowledged
 * it. Bounded in octets: forgets the address whose record is the oldest. Not thread-safe.
 */
final class RecentBindings {

    /** Enough for the changes of a minute at 1,000 a second. */
    static final long DEFAULT_OCTETS = 16L << 20;

    /** Heap of a row and of its place in the map, without the characters of the key. */
    private static final int ROW_OCTETS = 240;

    private final Map<String, TableRow> rows = new LinkedHashMap<>();
    private final long mostOctets;
    private long octets;

    RecentBindings(long mostOctets) {
        this.mostOctets = mostOctets;
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
        if (rows.remove(key) == null) {
            octets += size(key);
        }
        rows.put(key, written);
        for (Iterator<String> eldest = rows.keySet().iterator(); octets > mostOctets && eldest.hasNext(); ) {
            octets -= size(eldest.next());
            eldest.remove();
        }
        return written;
    }

    /** Something else is written for this address now, of which no account is kept. */
    void forget(Fingerprint of) {
        String key = BoundTable.key(of);
        if (rows.remove(key) != null) {
            octets -= size(key);
        }
    }

    int size() {
        return rows.size();
    }

    /** Any character may need two octets. */
    private static int size(String key) {
        return ROW_OCTETS + 2 * key.length();
    }
}
