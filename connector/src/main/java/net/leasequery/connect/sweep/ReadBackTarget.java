package net.leasequery.connect.sweep;

import org.jspecify.annotations.Nullable;

/** Takes what a {@link ReadBack} finds in the bindings topic. Used by one thread. */
interface ReadBackTarget {

    /** Whether a read-back is wanted and not complete yet. */
    boolean isAwaited();

    /** An attempt begins, or one that failed is forgotten with all that it brought. */
    void restart();

    /** The next record of the topic, older ones first within each partition, so within each key. */
    void take(FingerprintHeader.Content content, byte @Nullable [] recordKey);

    /** A record that this version cannot read replaces what was taken under its key. */
    void skip(byte @Nullable [] recordKey);

    /** Everything was taken. */
    void complete();

    /** Whether rows were found, and not taken out yet, whose keys this version does not use. */
    default boolean hasOutdated() {
        return false;
    }

    /** How often the server had changed when the latest record was made of all that were taken. */
    default long serverChanges() {
        return 0;
    }

    /** Addresses taken since the last {@link #restart}. */
    int size();

    /** Whose bindings are read back, for people: as in "server east". */
    @Override
    String toString();
}
