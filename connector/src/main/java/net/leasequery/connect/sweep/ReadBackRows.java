package net.leasequery.connect.sweep;

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
        String replaced = byRecordKey.put(partition, recordKey, content.fingerprint());
        if (replaced != null) {
            table.forget(replaced);
        }
    }

    /** Removes the row of a record that was replaced by one that shows no binding. */
    void skip(int partition, byte @Nullable [] recordKey) {
        String replaced = byRecordKey.remove(partition, recordKey);
        if (replaced != null) {
            table.forget(replaced);
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
