package net.leasequery.connect.readback;

import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.RowsByRecordKey;
import net.leasequery.connect.table.TableBound;
import org.jspecify.annotations.Nullable;

/** The rows of one server while a topic is read back. Not thread-safe. */
final class ReadBackRows {

    private final BoundTable table;
    private final RowsByRecordKey byRecordKey;

    /** Creates rows of an empty table. */
    ReadBackRows(BoundTable table, TableBound bound) {
        this.table = table;
        this.byRecordKey = new RowsByRecordKey(table, bound);
    }

    /** The table that is filled. */
    BoundTable table() {
        return table;
    }

    /** Takes the next record of the topic, of this partition and with this key. */
    void take(FingerprintHeader.Content content, int partition, byte @Nullable [] recordKey) {
        table.readBack(content.fingerprint(), content.outdated());
        replaced(byRecordKey.put(partition, recordKey, content.fingerprint()));
    }

    /** Takes a record that shows no binding of this server: the row that its key stood for is no longer certain. */
    void skip(int partition, byte @Nullable [] recordKey) {
        replaced(byRecordKey.remove(partition, recordKey));
    }

    private void replaced(@Nullable String row) {
        if (row == null) {
            return;
        }
        if (byRecordKey.mayHaveSeveralKeys(row)) {
            // Kafka may still show the binding under another key, so its end must be written.
            table.doubt(row);
        } else {
            table.forget(row);
        }
    }

    /** Number of record keys beyond one for each row. */
    int surplusKeys() {
        return Math.max(0, byRecordKey.size() - table.size());
    }

    /** Frees the memory that only the read-back needs; the table stays. */
    void forgetKeys() {
        byRecordKey.clear();
    }

    /** Frees all memory. */
    void clear() {
        byRecordKey.clear();
        table.clear();
    }
}
