package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka shows of one server's addresses: per address the fingerprint of its last record, and in
 * which pass through the server's answers it was last seen. Takes some 50 octets of heap per address (82
 * for IPv6) once Kafka has acknowledged its record, which are counted in its {@link TableBound}. Not thread-safe.
 */
final class BoundTable {

    private final TableRows rows;
    private final OutdatedKeys outdatedKeys;
    private @Nullable Set<TableRow> ofBatch;
    private int pass = TableRow.NEVER_SEEN + 1;

    /** A table of any size. */
    BoundTable() {
        this(TableBound.none());
    }

    /**
     * A table that gives up all its rows, for good, when there is no room for one.
     *
     * @param bound of the heap that its rows take
     */
    BoundTable(TableBound bound) {
        this.rows = new TableRows(bound);
        this.outdatedKeys = new OutdatedKeys(bound);
    }

    /**
     * All rows written from now on are of records that Kafka Connect gets at once: what is told twice among them need not
     * be written twice, for nothing can become of the second record but what becomes of the first.
     */
    void beginBatch() {
        if (ofBatch == null) {
            ofBatch = new HashSet<>();
        } else {
            ofBatch.clear();
        }
    }

    private boolean shows(TableRow row, Fingerprint told) {
        return row.certainlyShows(told) || (ofBatch != null && ofBatch.contains(row) && row.says(told));
    }

    /** Begins to see everything anew. */
    void beginPass() {
        rows.pack();
        pass++;
    }

    /** Whether {@link #seeRoughly} has a receipt. */
    boolean see(Fingerprint told) {
        return seeRoughly(told) != null;
    }

    /**
     * Takes note that a poll told of a binding. Its times may come out a moment apart from those of the poll
     * before.
     *
     * @return receipt for the record that must be written; null if Kafka shows the binding already
     */
    @Nullable
    Receipt seeRoughly(Fingerprint told) {
        TableRow row = rows.get(TableKey.of(told));
        if (row != null) {
            row.seenIn(pass, told.covered());
            boolean differs = row.differs(told);
            rows.changed(row);
            if (!differs) {
                return null;
            }
        }
        return write(told, row);
    }

    /** {@link #see(Fingerprint, boolean, int)} of a binding whose end nobody times. */
    @Nullable
    Receipt see(Fingerprint told, boolean always) {
        return see(told, always, LocalTimer.UNKNOWN);
    }

    /**
     * Takes note that the server told of a binding in this pass.
     *
     * @param always whether it is written even if Kafka shows it
     * @param deadline second of a {@link LocalTimer} before which its lease has not run out
     * @return receipt for the record that must be written; null if Kafka certainly shows the binding as told
     */
    @Nullable
    Receipt see(Fingerprint told, boolean always, int deadline) {
        TableRow row = rows.get(TableKey.of(told));
        if (row != null && !always && shows(row, told)) {
            row.seenIn(pass, told.covered());
            row.expiresNotBefore(deadline);
            rows.changed(row);
            return null;
        }
        TableRow written = write(told, row);
        written.expiresNotBefore(deadline);
        return written;
    }

    /**
     * Takes note that a snapshot told of a binding that is written whole, whatever Kafka shows. If such a snapshot failed
     * and is told again, what Kafka has acknowledged of it is not written again.
     *
     * @param deadline as above
     * @return as above
     */
    @Nullable
    Receipt seeInWholeSnapshot(Fingerprint told, int deadline) {
        TableRow row = rows.get(TableKey.of(told));
        boolean again = row != null && row.isOfWholeSnapshot();
        Receipt receipt = see(told, !again, deadline);
        if (receipt instanceof TableRow written) {
            written.belongsToWholeSnapshot();
        }
        return receipt;
    }

    private TableRow write(Fingerprint told, @Nullable TableRow before) {
        TableRow written = TableRow.toBeWritten(told);
        if (before != null) {
            written.inheritCoverage(before);
        }
        written.seenIn(pass, false);
        rows.put(TableKey.of(told), written);
        if (ofBatch != null) {
            ofBatch.add(written);
        }
        return written;
    }

    /** Frees the memory that a binding takes which has ended. */
    void forget(Fingerprint ended) {
        forget(TableKey.of(ended));
    }

    /** {@link #forget(Fingerprint)} what has this key. */
    void forget(String key) {
        TableRow unused = rows.remove(key);
    }

    /** Keys of a client, by its number in {@link Details}. */
    List<String> keysOf(long client) {
        return rows.keysOf(client);
    }

    boolean isBound(String key) {
        TableRow row = rows.get(key);
        return row != null && row.isBound();
    }

    /** Bindings of a client that were read back and that the server has not told of since. */
    List<String> notToldSinceReadBack(long client) {
        List<String> keys = new ArrayList<>();
        for (String key : rows.keysOf(client)) {
            TableRow row = rows.get(key);
            if (row != null && row.isBound() && row.pass() == TableRow.NEVER_SEEN) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Takes out those of these that are bound. */
    List<Fingerprint> takeBound(List<String> keys) {
        List<Fingerprint> bound = new ArrayList<>();
        for (String key : keys) {
            TableRow row = rows.get(key);
            if (row != null && row.isBound()) {
                rows.remove(key);
                bound.add(fingerprint(key, row));
            }
        }
        return bound;
    }

    /** Keys of what is bound and was not seen in this pass, for which {@code which} is true. */
    List<String> unseen(Predicate<TableRow> which) {
        return rows.keysWhere(row -> row.isBound() && row.pass() != pass && which.test(row));
    }

    /** Takes note of the next record of the topic, for a table that is being read back. */
    void readBack(Fingerprint record) {
        readBack(record, false);
    }

    /**
     * Takes note of the next record of the topic, for a table that is being read back.
     *
     * @param outdated whether this version would have written it under another key
     */
    void readBack(Fingerprint record, boolean outdated) {
        String key = TableKey.of(record);
        rows.put(key, TableRow.readBack(record));
        outdatedKeys.put(key, outdated);
    }

    /** Takes out what has an outdated key, and returns what of it is bound. */
    List<Fingerprint> takeOutdated() {
        List<Fingerprint> bound = new ArrayList<>();
        for (String key : outdatedKeys.takeAll()) {
            TableRow row = rows.remove(key);
            if (row != null && row.isBound()) {
                bound.add(fingerprint(key, row));
            }
        }
        return bound;
    }

    /** Adds what was written before the table was made, so that no older record is read back over it. */
    void addWritten(RecentBindings recent) {
        recent.forEach(rows::put);
    }

    /** Whether Kafka certainly shows the binding as told; then it counts as seen in this pass. */
    boolean seesUnchanged(Fingerprint told) {
        TableRow row = rows.get(TableKey.of(told));
        if (row == null || !row.certainlyShows(told)) {
            return false;
        }
        row.seenIn(pass, told.covered());
        rows.changed(row);
        return true;
    }

    /** Whether the table has a row for this address. */
    boolean has(Fingerprint binding) {
        return rows.contains(TableKey.of(binding));
    }

    /** Takes over what was read back, for addresses of which nothing was written since the read-back began. */
    void adopt(BoundTable readBack) {
        rows.adopt(readBack.rows);
    }

    /** Frees all memory of a table that is no longer needed. */
    void clear() {
        rows.clear();
        Set<String> unused = outdatedKeys.takeAll();
    }

    /** Takes out everything that was not seen in this pass, and returns what of it is bound. */
    List<Fingerprint> takeUnseen() {
        return take(row -> row.pass() != pass);
    }

    /** Takes out what was not seen in this pass and should have been, and returns what of it is bound. */
    List<Fingerprint> takeUnseenCovered() {
        return take(row -> row.pass() != pass && row.isCovered());
    }

    /** Takes out what is bound and that the condition holds for; looks at each row that is bound. */
    void removeBound(List<Fingerprint> removed, Predicate<TableRow> which) {
        removed.addAll(take(row -> row.isBound() && which.test(row)));
    }

    /** Whether the server told of it in this pass. */
    boolean isSeen(TableRow row) {
        return row.pass() == pass;
    }

    /**
     * Takes out what is bound, was not seen in this pass, and whose lease surely ended at {@code now} or before: the
     * last answer may have told an end that is later by what counts as no change.
     */
    List<Fingerprint> takeExpired(ServerTime now) {
        ServerTime surely = now.plusSeconds(-TableRow.JITTER_SECONDS);
        return take(row -> row.pass() != pass && row.isBound() && row.hasExpiredBy(surely));
    }

    int size() {
        return rows.size();
    }

    private List<Fingerprint> take(Predicate<TableRow> which) {
        List<Fingerprint> bound = new ArrayList<>();
        rows.removeIf(which, (key, row) -> {
            if (row.isBound()) {
                bound.add(fingerprint(key, row));
            }
        });
        return bound;
    }

    private static Fingerprint fingerprint(String key, TableRow row) {
        return row.fingerprint(TableKey.address(key), TableKey.vpn(key));
    }
}
