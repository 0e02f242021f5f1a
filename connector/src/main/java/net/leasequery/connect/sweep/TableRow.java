package net.leasequery.connect.sweep;

import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint without its address, and what became of the record that it stands for. One thread uses it;
 * the producer's thread reports to it as a {@link Receipt}.
 */
final class TableRow implements Receipt {

    /** Pass of a row that was read back and not seen since. */
    static final int NEVER_SEEN = 0;

    static final long ABSENT = Long.MIN_VALUE;

    /**
     * A remaining time is made absolute with a base-time that the server sampled a moment earlier or
     * later, so the same moment comes out a second or two apart from answer to answer.
     */
    static final long JITTER_SECONDS = 2;

    /** A shift within the jitter that is told so often in a row is none: a client renewed again so soon. */
    private static final int CONVINCING_SIGHTINGS = 5;

    /** Bits of {@link #past}; rows are many, and a field of its own would cost eight octets. */
    private static final int ONCE_COVERED = 1;

    private static final int OF_WHOLE_SNAPSHOT = 2;

    /** What is known of the record. */
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

    /** What the rows of one family have and those of the other have not. */
    record Packed(long stateStart, int deadline, long client, int link) {}

    /** Of a row that was packed, see {@link RowFormat}. */
    TableRow(
            int flags,
            int pass,
            long digest,
            long expiry,
            long lastTransaction,
            long schedule,
            int shift,
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
        this.shift = shift;
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

    /** Of a record that is about to be written. */
    static TableRow toBeWritten(Fingerprint of) {
        return new TableRow(of, Fate.IN_FLIGHT);
    }

    /** Of a record that was read back from Kafka. */
    static TableRow readBack(Fingerprint of) {
        return new TableRow(of, Fate.STORED);
    }

    /** What {@link #TableRow(int, int, long, long, long, long, int, Packed, Links)} reads; of a row that is not in flight. */
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

    /** This is a copy of the row in that slot of {@link PackedRows}. */
    void isIn(int slotOfRow) {
        slot = slotOfRow;
    }

    /** The slot that this is a copy of; {@link SlotIndex#NONE} if it is no copy. */
    int slot() {
        return slot;
    }

    @Override
    public void settled(boolean stored) {
        fate = stored ? Fate.STORED : Fate.LOST;
    }

    /** Whether Kafka has not said yet what became of the record. */
    boolean isInFlight() {
        return fate == Fate.IN_FLIGHT;
    }

    boolean isBound() {
        return bound;
    }

    boolean isCovered() {
        return covered;
    }

    /** Whether an answer once held it, but its content has changed since: whether one still would is not known. */
    boolean wasOnceCovered() {
        return (past & ONCE_COVERED) != 0;
    }

    /** What an answer held is expected in the next one, as long as the client has not moved. */
    void inheritCoverage(TableRow before) {
        covered |= before.covered && before.digest == digest;
        if (before.covered || before.wasOnceCovered()) {
            past |= ONCE_COVERED;
        }
    }

    /** Whether its record was written as one of a snapshot that is written whole. */
    boolean isOfWholeSnapshot() {
        return (past & OF_WHOLE_SNAPSHOT) != 0;
    }

    /** Its record is one of a snapshot that is written whole. */
    void belongsToWholeSnapshot() {
        past |= OF_WHOLE_SNAPSHOT;
    }

    int pass() {
        return pass;
    }

    long expiry() {
        return expiry;
    }

    Details details() {
        return details;
    }

    /** The server told of it in this pass; {@code nowCovered} if its answers are now known to hold it. */
    void seenIn(int newPass, boolean nowCovered) {
        pass = newPass;
        covered |= nowCovered;
    }

    /** Second of the {@link LocalTimer} before which the lease has not run out. */
    int deadline() {
        return deadline;
    }

    /** Sets {@link #deadline}. */
    void expiresNotBefore(int newDeadline) {
        deadline = newDeadline;
    }

    boolean hasExpiredBy(ServerTime now) {
        return expiry != ABSENT && expiry <= now.epochSecond();
    }

    /** Whether Kafka certainly shows all that {@code told} says. Times that an earlier run did not keep are not compared. */
    boolean certainlyShows(Fingerprint told) {
        return fate == Fate.STORED && says(told);
    }

    /** Whether the record, wherever it is, says all that {@code told} says. */
    boolean says(Fingerprint told) {
        return leaseType == told.address().leaseType()
                && digest == told.digest()
                && expiry == seconds(told.expiry())
                && lastTransaction == seconds(told.lastTransaction())
                && stateStart == seconds(told.stateStart())
                && sameSchedule(told.details().schedule());
    }

    private boolean sameSchedule(long told) {
        return details.schedule() == told || details.schedule() == 0;
    }

    /** Whether {@code told} has to be written although times jitter. The digest covers the state. */
    boolean differs(Fingerprint told) {
        long expiryShift = shift(expiry, told.expiry());
        long transactionShift = shift(lastTransaction, told.lastTransaction());
        long startShift = shift(stateStart, told.stateStart());
        return fate == Fate.LOST
                || leaseType != told.address().leaseType()
                || digest != told.digest()
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

    /** The fingerprint again, given what it is about. */
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

    static @Nullable ServerTime time(long seconds) {
        return seconds == ABSENT ? null : new ServerTime(seconds);
    }
}
