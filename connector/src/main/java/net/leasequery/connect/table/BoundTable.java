package net.leasequery.connect.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The state of one server's addresses in Kafka: for each address, the fingerprint of its last record and the pass over
 * the server's answers in which it was last seen. Takes 42 octets of heap per address (64 for IPv6) once Kafka has
 * acknowledged its record, counted in its {@link TableBound}. Not thread-safe.
 */
public final class BoundTable {

    private final TableRows rows;
    private final OutdatedKeys outdatedKeys;
    private @Nullable Set<TableRow> ofBatch;
    private int pass = TableRow.NEVER_SEEN + 1;

    /**
     * A table that drops all its rows, permanently, as soon as there is no room for one.
     *
     * @param bound limits the heap that the rows take
     */
    public BoundTable(TableBound bound) {
        this.rows = new TableRows(bound);
        this.outdatedKeys = new OutdatedKeys(bound);
    }

    /**
     * Begins a batch: all rows written from now on belong to records that Kafka Connect gets together. A binding that
     * is reported twice in the batch unchanged is written once, because both records would share the same fate.
     */
    public void beginBatch() {
        if (ofBatch == null) {
            ofBatch = new HashSet<>();
        } else {
            ofBatch.clear();
        }
    }

    private boolean shows(TableRow row, Fingerprint reported) {
        return row.certainlyShows(reported) || (ofBatch != null && ofBatch.contains(row) && row.says(reported));
    }

    /** Begins a new pass, in which no row has been seen yet. */
    public void beginPass() {
        rows.pack();
        pass++;
    }

    /** Whether {@link #seeRoughly} returns a receipt. */
    boolean see(Fingerprint reported) {
        return seeRoughly(reported) != null;
    }

    /**
     * Records that a poll reported a binding. Its times may differ by a moment from those of the previous poll.
     *
     * @return receipt for the record that must be written; null if Kafka shows the binding already
     */
    public @Nullable Receipt seeRoughly(Fingerprint reported) {
        TableRow row = rows.get(TableKey.of(reported));
        if (row != null) {
            row.seenIn(pass, reported.covered());
            boolean differs = row.differs(reported);
            rows.changed(row);
            if (!differs) {
                return null;
            }
        }
        return write(reported, row);
    }

    /** {@link #see(Fingerprint, boolean, int)} for a binding without a known deadline. */
    public @Nullable Receipt see(Fingerprint reported, boolean always) {
        return see(reported, always, LocalTimer.UNKNOWN);
    }

    /**
     * Records that the server reported a binding in this pass.
     *
     * @param always whether the binding is written even if Kafka shows it already
     * @param deadline second of a {@link LocalTimer} before which the lease cannot have run out
     * @return receipt for the record that must be written; null if Kafka certainly shows the binding as reported
     */
    public @Nullable Receipt see(Fingerprint reported, boolean always, int deadline) {
        TableRow row = rows.get(TableKey.of(reported));
        if (row != null && !always && shows(row, reported)) {
            row.seenIn(pass, reported.covered());
            row.expiresNotBefore(deadline);
            rows.changed(row);
            return null;
        }
        TableRow written = write(reported, row);
        written.expiresNotBefore(deadline);
        return written;
    }

    /**
     * Records that a snapshot that is written whole, regardless of what Kafka shows, reported a binding. If such a
     * snapshot fails and is sent again, the part that Kafka has acknowledged is not written again.
     *
     * @param deadline as above
     * @return as above
     */
    public @Nullable Receipt seeInWholeSnapshot(Fingerprint reported, int deadline) {
        TableRow row = rows.get(TableKey.of(reported));
        boolean again = row != null && row.isOfWholeSnapshot();
        Receipt receipt = see(reported, !again, deadline);
        if (receipt instanceof TableRow written) {
            written.belongsToWholeSnapshot();
        }
        return receipt;
    }

    private TableRow write(Fingerprint reported, @Nullable TableRow before) {
        TableRow written = TableRow.toBeWritten(reported);
        if (before != null) {
            written.inheritCoverage(before);
        }
        written.seenIn(pass, false);
        rows.put(TableKey.of(reported), written);
        if (ofBatch != null) {
            ofBatch.add(written);
        }
        return written;
    }

    /** Frees the memory of a binding that has ended. */
    public void forget(Fingerprint ended) {
        forget(TableKey.of(ended));
    }

    /** {@link #forget(Fingerprint)} for the binding with this key. */
    public void forget(String key) {
        TableRow unused = rows.remove(key);
    }

    /** Keeps a row that Kafka may no longer show: the binding is written again when reported, and ended when not. */
    public void doubt(String key) {
        TableRow row = rows.get(key);
        if (row != null) {
            row.settled(false);
            rows.changed(row);
        }
    }

    /** Keys of a client, by its number in {@link Details}. */
    public List<String> keysOf(long client) {
        return rows.keysOf(client);
    }

    /** Whether Kafka shows the binding with this key as leased. */
    public boolean isBound(String key) {
        TableRow row = rows.get(key);
        return row != null && row.isBound();
    }

    /** Returns the bound bindings of a client that were read back and that the server has not reported since. */
    public List<String> notReportedSinceReadBack(long client) {
        List<String> keys = new ArrayList<>();
        for (String key : rows.keysOf(client)) {
            TableRow row = rows.get(key);
            if (row != null && row.isBound() && row.pass() == TableRow.NEVER_SEEN) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Removes the rows of these keys that are bound, and returns them. */
    public List<Fingerprint> takeBound(List<String> keys) {
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

    /** Returns the keys of bound rows that were not seen in this pass and match {@code which}. */
    public List<String> unseen(Predicate<TableRow> which) {
        return rows.keysWhere(row -> row.isBound() && row.pass() != pass && which.test(row));
    }

    /** Stores the next record of the topic, in a table that is being read back. */
    public void readBack(Fingerprint record) {
        readBack(record, false);
    }

    /**
     * Stores the next record of the topic, in a table that is being read back.
     *
     * @param outdated whether this version would have written the record under another key
     */
    public void readBack(Fingerprint record, boolean outdated) {
        String key = TableKey.of(record);
        rows.put(key, TableRow.readBack(record));
        outdatedKeys.put(key, outdated);
    }

    /** Returns the slot of a row that was read back; {@link SlotIndex#NONE} if it has none. */
    int slot(String key) {
        return rows.slot(key);
    }

    /** Returns the key of the row in a slot; null if the slot has none. */
    @Nullable
    String key(int slot) {
        return rows.key(slot);
    }

    /** Removes the rows with outdated keys, and returns those that are bound. */
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

    /**
     * Adds the records that were written before the table was created, so that no older record is read back over them.
     */
    void addWritten(RecentBindings recent) {
        recent.forEach(rows::put);
    }

    /** Whether Kafka certainly shows the binding as reported. If so, the binding counts as seen in this pass. */
    public boolean seesUnchanged(Fingerprint reported) {
        TableRow row = rows.get(TableKey.of(reported));
        if (row == null || !row.certainlyShows(reported)) {
            return false;
        }
        row.seenIn(pass, reported.covered());
        rows.changed(row);
        return true;
    }

    /** Whether the table has a row for this address. */
    boolean has(Fingerprint binding) {
        return rows.contains(TableKey.of(binding));
    }

    /** Takes over the rows that were read back, for addresses that were not written since the read-back began. */
    public void adopt(BoundTable readBack) {
        rows.adopt(readBack.rows);
    }

    /** Frees all memory of a table that is no longer needed. */
    public void clear() {
        rows.clear();
        Set<String> unused = outdatedKeys.takeAll();
    }

    /** Removes all rows that were not seen in this pass, and returns those that are bound. */
    public List<Fingerprint> takeUnseen() {
        return take(row -> row.pass() != pass);
    }

    /**
     * Removes the rows that were not seen in this pass although they should have been, and returns those that are
     * bound.
     */
    public List<Fingerprint> takeUnseenCovered() {
        return take(row -> row.pass() != pass && row.isCovered());
    }

    /** Removes the bound rows that match the condition. Looks at each row that is bound. */
    public void removeBound(List<Fingerprint> removed, Predicate<TableRow> which) {
        removed.addAll(take(row -> row.isBound() && which.test(row)));
    }

    /** Whether the server reported the row's binding in this pass. */
    public boolean isSeen(TableRow row) {
        return row.pass() == pass;
    }

    /**
     * Removes the bound rows that were not seen in this pass and whose lease certainly ended at {@code now} or before.
     * The last answer may have reported an end that is later by up to the jitter that counts as no change.
     */
    public List<Fingerprint> takeExpired(ServerTime now) {
        ServerTime surely = now.plusSeconds(-TableRow.JITTER_SECONDS);
        return take(row -> row.pass() != pass && row.isBound() && row.hasExpiredBy(surely));
    }

    /** Number of rows. */
    public int size() {
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
