package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.leasequery.requestor.binding.BindingKey;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.binding.LeaseType;
import net.leasequery.requestor.binding.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka shows of one server's addresses: per address the fingerprint of its last record, and in
 * which pass through the server's answers it was last seen. About 160 octets of heap per address (170
 * for IPv6). Not thread-safe.
 */
final class BoundTable {

    /** Pass of a row that was read back and not seen since. */
    private static final int NEVER_SEEN = 0;

    private static final char BEFORE_VPN = ' ';

    private final Map<String, Row> rows;
    private int pass = NEVER_SEEN + 1;

    BoundTable() {
        this(new HashMap<>());
    }

    private BoundTable(Map<String, Row> rows) {
        this.rows = rows;
    }

    /** Begins to see everything anew. */
    void beginPass() {
        pass++;
    }

    /**
     * Takes note that the server told of a binding in this pass, in one of many answers that repeat it. Times that
     * differ by a second or two are no change then.
     *
     * @return whether it differs from what Kafka shows, so that it must be written, as which it now counts
     */
    boolean see(Fingerprint told) {
        String key = key(told);
        Row row = rows.get(key);
        if (row == null || row.differs(told)) {
            put(key, row, told);
            return true;
        }
        row.pass = pass;
        row.covered |= told.covered();
        return false;
    }

    /**
     * Takes note that a binding is written as told in this pass, whatever Kafka shows: from now on Kafka shows it with
     * exactly these times.
     */
    void write(Fingerprint told) {
        String key = key(told);
        put(key, rows.get(key), told);
    }

    private void put(String key, @Nullable Row before, Fingerprint told) {
        Row written = new Row(told);
        written.pass = pass;
        written.covered |= before != null && before.covered;
        rows.put(key, written);
    }

    /** Frees the memory that a binding takes which has ended. */
    void forget(Fingerprint ended) {
        rows.remove(key(ended));
    }

    /** Takes note of the next record of the topic, for a table that is being read back. */
    void readBack(Fingerprint record) {
        rows.put(key(record), new Row(record));
    }

    /** Adds what was read back, for addresses of which nothing was written since the read-back began. */
    void adopt(BoundTable readBack) {
        readBack.rows.forEach(rows::putIfAbsent);
    }

    /** Takes out everything that was not seen in this pass, and returns what of it is bound. */
    List<Fingerprint> takeUnseen() {
        return take(row -> row.pass != pass);
    }

    /** Takes out what was not seen in this pass and should have been, and returns what of it is bound. */
    List<Fingerprint> takeUnseenCovered() {
        return take(row -> row.pass != pass && row.covered);
    }

    /** Takes out what is bound and whose lease ended at {@code now} or before, seen or not. */
    List<Fingerprint> takeRunOut(ServerTime now) {
        return take(row -> row.bound && row.hasExpiredBy(now));
    }

    /** When the first lease of all ends; null if none does. */
    @Nullable
    ServerTime firstExpiry() {
        long first = Row.ABSENT;
        for (Row row : rows.values()) {
            if (row.bound && row.expiry != Row.ABSENT && (first == Row.ABSENT || row.expiry < first)) {
                first = row.expiry;
            }
        }
        return Row.time(first);
    }

    /**
     * Takes out what is bound, was not seen in this pass, and whose lease surely ended at {@code now} or before: the
     * last answer may have told an end that is later by what counts as no change.
     */
    List<Fingerprint> takeExpired(ServerTime now) {
        ServerTime surely = now.plusSeconds(-Row.JITTER_SECONDS);
        return take(row -> row.pass != pass && row.bound && row.hasExpiredBy(surely));
    }

    int size() {
        return rows.size();
    }

    private List<Fingerprint> take(Predicate<Row> which) {
        List<Fingerprint> bound = new ArrayList<>();
        Iterator<Map.Entry<String, Row>> each = rows.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Row> entry = each.next();
            Row row = entry.getValue();
            if (which.test(row)) {
                each.remove();
                if (row.bound) {
                    bound.add(fingerprint(entry.getKey(), row));
                }
            }
        }
        return bound;
    }

    /** A {@link BindingKey} as one text, which takes less memory. No text of an address has a blank in it. */
    private static String key(Fingerprint of) {
        BindingKey key = of.address().key();
        return key.vpn() == null ? key.address() : key.address() + BEFORE_VPN + key.vpn();
    }

    private static Fingerprint fingerprint(String key, Row row) {
        int blank = key.indexOf(BEFORE_VPN);
        String text = blank < 0 ? key : key.substring(0, blank);
        String vpn = blank < 0 ? null : key.substring(blank + 1);
        return new Fingerprint(
                FingerprintHeader.address(row.leaseType, text, vpn),
                row.bound ? BindingState.ACTIVE : BindingState.UNKNOWN,
                row.digest,
                Row.time(row.expiry),
                Row.time(row.lastTransaction),
                Row.time(row.stateStart),
                row.covered);
    }

    /** A fingerprint without its address. */
    private static final class Row {

        /**
         * A remaining time is made absolute with a base-time that the server sampled a moment earlier or
         * later, so the same moment comes out a second or two apart from answer to answer.
         */
        private static final long JITTER_SECONDS = 2;

        /** A shift within the jitter that is told so often in a row is none: a client renewed again so soon. */
        private static final int CONVINCING_SIGHTINGS = 5;

        private static final long ABSENT = Long.MIN_VALUE;

        private final LeaseType leaseType;
        private final boolean bound;
        private final long digest;
        private final long expiry;
        private final long lastTransaction;
        private final long stateStart;
        private int pass = NEVER_SEEN;
        private boolean covered;
        private int shift;
        private byte sightingsOfShift;

        Row(Fingerprint of) {
            this.leaseType = of.address().leaseType();
            this.bound = of.isBound();
            this.digest = of.digest();
            this.expiry = seconds(of.expiry());
            this.lastTransaction = seconds(of.lastTransaction());
            this.stateStart = seconds(of.stateStart());
            this.covered = of.covered();
        }

        /** The digest covers the state, and not the lease type. */
        boolean differs(Fingerprint told) {
            long expiryShift = shift(expiry, told.expiry());
            long transactionShift = shift(lastTransaction, told.lastTransaction());
            long startShift = shift(stateStart, told.stateStart());
            return digest != told.digest()
                    || leaseType != told.address().leaseType()
                    || Math.abs(expiryShift) > JITTER_SECONDS
                    || Math.abs(transactionShift) > JITTER_SECONDS
                    || Math.abs(startShift) > JITTER_SECONDS
                    || isConvincing((int) ((expiryShift * 16 + transactionShift) * 16 + startShift));
        }

        private boolean isConvincing(int seen) {
            sightingsOfShift = (byte) (seen == shift ? sightingsOfShift + 1 : 1);
            shift = seen;
            if (shift == 0) {
                sightingsOfShift = 0;
            }
            return sightingsOfShift >= CONVINCING_SIGHTINGS;
        }

        boolean hasExpiredBy(ServerTime now) {
            return expiry != ABSENT && expiry <= now.epochSecond();
        }

        private static long shift(long known, @Nullable ServerTime told) {
            long seconds = seconds(told);
            if (known == ABSENT || seconds == ABSENT) {
                return known == seconds ? 0 : Long.MAX_VALUE;
            }
            return seconds - known;
        }

        private static long seconds(@Nullable ServerTime time) {
            return time == null ? ABSENT : time.epochSecond();
        }

        private static @Nullable ServerTime time(long seconds) {
            return seconds == ABSENT ? null : new ServerTime(seconds);
        }
    }
}
