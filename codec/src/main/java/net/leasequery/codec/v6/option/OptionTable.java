package net.leasequery.codec.v6.option;

import java.util.Arrays;

/**
 * Code, length and position in the message of each option, as one number. Options that follow one another are a block:
 * a number with a bit for each code, the number of options, and the options. The blocks of all levels of nesting share
 * one array, so that a message costs one array. For one thread while it is filled.
 */
final class OptionTable {

    /** Limit of offsets; no frame is longer. */
    static final int MOST_OCTETS = 0xffff;

    /** The block of the outermost options, which comes first; as the block within an option: it contains none. */
    static final int OUTERMOST = 0;

    private static final int HEADER = 2;
    private static final int LENGTH_SHIFT = 16;
    private static final int NESTED_SHIFT = 32;
    private static final int CODE_SHIFT = 48;
    private static final int MASK = 0xffff;

    private long[] entries;
    private int used;

    /** @param capacity number of options for which there is room at first */
    OptionTable(int capacity) {
        this.entries = new long[HEADER + capacity];
    }

    /** Begins a block; all options until its end belong to it. */
    int beginBlock() {
        int block = used;
        used += HEADER;
        makeRoom();
        return block;
    }

    /** @param offset of the option-data from the start of the message */
    void add(int code, int offset, int length) {
        makeRoom();
        entries[used++] = ((long) code << CODE_SHIFT) | ((long) length << LENGTH_SHIFT) | offset;
    }

    /**
     * Ends the newest block.
     *
     * @param filter the bits of all its codes, see {@link #filterOf}
     */
    void endBlock(int block, long filter) {
        entries[block] = filter;
        entries[block + 1] = (long) used - block - HEADER;
    }

    private void makeRoom() {
        if (used >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(used + 1, 2 * entries.length));
        }
    }

    /** Sets the block of the options within an option. */
    void nest(int entry, int nestedBlock) {
        entries[entry] |= (long) nestedBlock << NESTED_SHIFT;
    }

    /** Returns the array itself, which must not be changed any more. */
    long[] entries() {
        return entries;
    }

    /**
     * Returns one of 64 bits for a code. Several codes share a bit, so a set bit only means that a code may be present,
     * but an unset one shows without a search that it is absent.
     */
    static long filterOf(int code) {
        return 1L << code;
    }

    /** The bits of all codes in a block. */
    static long filterAt(long[] entries, int block) {
        return entries[block];
    }

    static int countOf(long[] entries, int block) {
        return (int) entries[block + 1];
    }

    /** Returns the index in the array of the first option of a block. */
    static int firstOf(int block) {
        return block + HEADER;
    }

    static int code(long entry) {
        return (int) (entry >>> CODE_SHIFT);
    }

    static int offset(long entry) {
        return (int) entry & MASK;
    }

    static int length(long entry) {
        return (int) (entry >>> LENGTH_SHIFT) & MASK;
    }

    /** Returns the block of the options within an option; {@link #OUTERMOST} if it contains none. */
    static int nested(long entry) {
        return (int) (entry >>> NESTED_SHIFT) & MASK;
    }
}
