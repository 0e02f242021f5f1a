package net.leasequery.connect.readback;

import java.util.OptionalInt;
import net.leasequery.connect.table.FingerprintHeader;
import org.jspecify.annotations.Nullable;

/** Receives the records that a {@link ReadBack} finds in the bindings topic. Used by one thread. */
interface ReadBackTarget {

    /** Whether a read-back is wanted and not complete yet. */
    boolean isAwaited();

    /** An attempt begins. All results of an earlier, failed attempt are dropped. */
    void restart();

    /** Takes the next record of the topic. Within a partition, and so within a key, older records come first. */
    void take(FingerprintHeader.Content content, int partition, byte @Nullable [] recordKey);

    /** A record that this version cannot read replaces the record taken before it under its key in its partition. */
    void skip(int partition, byte @Nullable [] recordKey);

    /** All records were taken. */
    void complete();

    /** Whether rows with outdated keys were found that have not been taken yet. */
    default boolean hasOutdated() {
        return false;
    }

    /** Number of record keys taken beyond one for each address; empty if not all records were looked at. */
    default OptionalInt surplusKeys() {
        return OptionalInt.empty();
    }

    /** How often the server had changed when the newest record taken was created. */
    default long serverChanges() {
        return 0;
    }

    /** Addresses taken since the last {@link #restart}. */
    int size();

    /** Names whose bindings are read back, for logs: as in "server east". */
    @Override
    String toString();
}
