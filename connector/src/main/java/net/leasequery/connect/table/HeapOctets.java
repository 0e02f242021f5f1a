package net.leasequery.connect.table;

import org.jspecify.annotations.Nullable;

/**
 * Heap sizes in octets that a {@link TableBound} uses for the memory of a sweep. They apply to a JVM with compressed
 * references (a heap below 32 GiB) and to a hash table that has just grown. A test measures them.
 */
public final class HeapOctets {

    /** Entry of a hash map and its slot in the hash table, without key and value. */
    static final int ENTRY = 44;

    /** {@link TableRow} without its details. */
    private static final int ROW = 80;

    private static final int DETAILS = 40;

    /** A number as key. */
    static final int NUMBER = 24;

    /**
     * A {@link Fingerprint} with three times, and its address without texts; its details belong to the row made of it.
     */
    public static final int FINGERPRINT = 56 + 3 * 24 + 32;

    /** Entry of a linked map, and the data of a doubt without its key. */
    public static final int DOUBT = 170;

    private static final int STRING = 24 + 16 + 7;
    private static final int LAST_LATIN_1 = 0xff;

    private HeapOctets() {}

    /** Size of a row, including its details if it has any. */
    static int row(TableRow row) {
        return row.details().equals(Details.UNKNOWN) ? ROW : ROW + DETAILS;
    }

    /** Size of a text and its characters: two octets per character if one of them does not fit into one octet. */
    public static int text(@Nullable String text) {
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
