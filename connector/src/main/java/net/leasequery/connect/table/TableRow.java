package net.leasequery.connect.table;

import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint without its address, and the outcome of its record. Used by one thread; the producer's thread reports
 * the outcome through {@link Receipt}.
 */
public final class TableRow implements Receipt {

    /** Pass of a row that was read back and has not been seen since. */
    static final int NEVER_SEEN = 0;

    static final long ABSENT = Long.MIN_VALUE;

    /**
     * A remaining time is made absolute with a base-time that the server sampled a moment earlier or later, so the same
     * point in time differs by a second or two between answers.
     */
    static final long JITTER_SECONDS = 2;

    /**
     * A shift within the jitter that is reported this often in a row is a real change: the client renewed again soon
     * after.
     */
    private static final int CONVINCING_SIGHTINGS = 5;

    /** Bits of {@link #past}. Rows are many, and a separate field would cost eight octets. */
    private static final int ONCE_COVERED = 1;

    private static final int OF_WHOLE_SNAPSHOT = 2;

    /** Outcome of the record. */
    private enum Fate {
        IN_FLIGHT,
        STORED,
        LOST
    }

    private static final int BITS_OF_TYPE = 3;
    private static final int BOUND = 1 << 2;
    private static final int COVERED = 1 << 3;
    private static final int PAST_AT = 4;
    private static final int FATE_AT = 6;
    private static final int SIGHTINGS_AT = 8;
    private static final int BITS_OF_SIGHTINGS = 7;

    final LeaseType leaseType;
    private final boolean bound;
    final long digest;
    private final long expiry;
    final long lastTransaction;
    final long stateStart;
    private final Details details;
    private int pass = NEVER_SEEN;
    private boolean covered;
    private int deadline = LocalTimer.UNKNOWN;
    private byte past;
    private int shift;
    private byte sightingsOfShift;
    private int slot = SlotIndex.NONE;
    private volatile Fate fate;

    /** The fields that the rows of one family have and those of the other lack. */
    record Packed(long stateStart, int deadline, int shift, long client, int link) {}

    /** Restores a packed row, see {@link RowFormat}. */
    TableRow(
            int flags,
            int pass,
            long digest,
            long expiry,
            long lastTransaction,
            long schedule,
            Packed rest,
            Links links) {
        this.leaseType = RowFormat.type(flags & BITS_OF_TYPE);
        this.bound = (flags & BOUND) != 0;
        this.covered = (flags & COVERED) != 0;
        this.past = (byte) ((flags >>> PAST_AT) & (ONCE_COVERED | OF_WHOLE_SNAPSHOT));
        this.fate = (flags & (1 << FATE_AT)) != 0 ? Fate.STORED : Fate.LOST;
        this.sightingsOfShift = (byte) ((flags >>> SIGHTINGS_AT) & BITS_OF_SIGHTINGS);
        this.pass = pass;
        this.digest = digest;
        this.expiry = expiry;
        this.lastTransaction = lastTransaction;
        this.stateStart = rest.stateStart();
        this.shift = rest.shift();
        this.deadline = rest.deadline();
        this.details = new Details(rest.client(), links.at(rest.link()), schedule);
    }

    private TableRow(Fingerprint of, Fate fate) {
        this.leaseType = of.address().leaseType();
        this.bound = of.isBound();
        this.digest = of.digest();
        this.expiry = seconds(of.expiry());
        this.lastTransaction = seconds(of.lastTransaction());
        this.stateStart = seconds(of.stateStart());
        this.covered = of.covered();
        this.details = of.details();
        this.fate = fate;
    }

    /** Creates the row of a record that is about to be written. */
    static TableRow toBeWritten(Fingerprint of) {
        return new TableRow(of, Fate.IN_FLIGHT);
    }

    /** Creates the row of a record that was read back from Kafka. */
    static TableRow readBack(Fingerprint of) {
        return new TableRow(of, Fate.STORED);
    }

    /**
     * Returns the flags that {@link #TableRow(int, int, long, long, long, long, Packed, Links)} reads; only for a
     * row that is not in flight.
     */
    int flags() {
        return RowFormat.number(leaseType)
                | (bound ? BOUND : 0)
                | (covered ? COVERED : 0)
                | (past << PAST_AT)
                | (fate == Fate.STORED ? 1 << FATE_AT : 0)
                | (sightingsOfShift << SIGHTINGS_AT);
    }

    int shift() {
        return shift;
    }

    /** Marks this row as a copy of the row in that slot of {@link PackedRows}. */
    void isIn(int slotOfRow) {
        slot = slotOfRow;
    }

    /** Returns the slot that this row is a copy of; {@link SlotIndex#NONE} if it is no copy. */
    int slot() {
        return slot;
    }

    @Override
    public void settled(boolean stored) {
        fate = stored ? Fate.STORED : Fate.LOST;
    }

    /** Whether the outcome of the record is not known yet. */
    boolean isInFlight() {
        return fate == Fate.IN_FLIGHT;
    }

    boolean isBound() {
        return bound;
    }

    boolean isCovered() {
        return covered;
    }

    /**
     * Whether an answer once contained the binding, but its content has changed since, so that it is not known whether
     * an answer still would.
     */
    public boolean wasOnceCovered() {
        return (past & ONCE_COVERED) != 0;
    }

    /** A binding that an answer contained is expected in the next answer, as long as the client has not moved. */
    void inheritCoverage(TableRow before) {
        covered |= before.covered && before.digest == digest;
        if (before.covered || before.wasOnceCovered()) {
            past |= ONCE_COVERED;
        }
    }

    /** Whether the record was written for a snapshot that is written whole. */
    boolean isOfWholeSnapshot() {
        return (past & OF_WHOLE_SNAPSHOT) != 0;
    }

    /** Marks the record as written for a snapshot that is written whole. */
    void belongsToWholeSnapshot() {
        past |= OF_WHOLE_SNAPSHOT;
    }

    int pass() {
        return pass;
    }

    /** When the lease ends, in the server's clock; null if it never does or the server did not say. */
    public @Nullable ServerTime expiry() {
        return time(expiry);
    }

    /** {@link #expiry} in seconds since 1970 as a row stores it. */
    long expirySeconds() {
        return expiry;
    }

    /** What the record says beyond its key and digest. */
    public Details details() {
        return details;
    }

    /**
     * Records that the server reported the binding in this pass; {@code nowCovered} if answers are now known to contain
     * it.
     */
    void seenIn(int newPass, boolean nowCovered) {
        pass = newPass;
        covered |= nowCovered;
    }

    /** Second of the {@link LocalTimer} before which the lease cannot have run out. */
    public int deadline() {
        return deadline;
    }

    /** Sets {@link #deadline}. */
    public void expiresNotBefore(int newDeadline) {
        deadline = newDeadline;
    }

    boolean hasExpiredBy(ServerTime now) {
        return expiry != ABSENT && expiry <= now.epochSecond();
    }

    /**
     * Whether Kafka certainly shows everything in {@code reported}. Times that an earlier run did not store are not
     * compared.
     */
    boolean certainlyShows(Fingerprint reported) {
        return fate == Fate.STORED && says(reported);
    }

    /** Whether the record, written or not, contains everything in {@code reported}. */
    boolean says(Fingerprint reported) {
        return leaseType == reported.address().leaseType()
                && digest == reported.digest()
                && expiry == seconds(reported.expiry())
                && lastTransaction == seconds(reported.lastTransaction())
                && stateStart == seconds(reported.stateStart())
                && sameSchedule(reported.details().schedule());
    }

    private boolean sameSchedule(long reported) {
        return details.schedule() == reported || details.schedule() == 0;
    }

    /** Whether {@code reported} has to be written, allowing for jitter of its times. The digest covers the state. */
    boolean differs(Fingerprint reported) {
        long expiryShift = shift(expiry, reported.expiry());
        long transactionShift = shift(lastTransaction, reported.lastTransaction());
        long startShift = shift(stateStart, reported.stateStart());
        return fate == Fate.LOST
                || leaseType != reported.address().leaseType()
                || digest != reported.digest()
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

    /** Restores the fingerprint of this row, given its address. */
    Fingerprint fingerprint(String text, @Nullable String vpn) {
        return new Fingerprint(
                FingerprintHeader.address(leaseType, text, vpn),
                bound ? BindingState.ACTIVE : BindingState.UNKNOWN,
                digest,
                time(expiry),
                time(lastTransaction),
                time(stateStart),
                covered,
                details);
    }

    private static long shift(long known, @Nullable ServerTime reported) {
        long seconds = seconds(reported);
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
