package net.leasequery.connect.sweep;

import org.jspecify.annotations.Nullable;

/**
 * Octets of heap that the memory of a sweep is counted with, in a {@link TableBound}. As the objects lie in a JVM with
 * compressed references (a heap below 32 GiB), and as a hash table does that has just grown. A test measures them.
 */
final class HeapOctets {

    /** Entry of a hash map and its place in the table, without key and value. */
    static final int ENTRY = 44;

    /** {@link TableRow} without its details. */
    private static final int ROW = 80;

    private static final int DETAILS = 40;

    /** A number as key. */
    static final int NUMBER = 24;

    /** A {@link Fingerprint} with three times, and its address without texts; the row made of it has its details. */
    static final int FINGERPRINT = 56 + 3 * 24 + 32;

    /** Entry of a linked map, and what is remembered of a doubt, without its key. */
    static final int DOUBT = 250;

    private static final int STRING = 24 + 16 + 7;
    private static final int LAST_LATIN_1 = 0xff;

    private HeapOctets() {}

    /** Of a row, and of its details if it has any. */
    static int row(TableRow row) {
        return row.details().equals(Details.UNKNOWN) ? ROW : ROW + DETAILS;
    }

    /** Of a text and its characters: two octets each if one of them does not fit into one. */
    static int text(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_LATIN_1) {
                return STRING + 2 * text.length();
            }
        }
        return STRING + text.length();
    }
}
