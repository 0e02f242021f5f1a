package net.leasequery.connect.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Finds slots by the hash of their content: a hash table with open addressing that stores only slot numbers, 5 octets
 * per slot. Grows by a seventh at a time, because a table that doubles is half empty afterwards. The bits that a slot
 * number leaves free store some of the hash: a search passes many places, and each content it looks at is a cache miss.
 * Not thread-safe.
 */
final class SlotIndex {

    /** No slot. */
    static final int NONE = -1;

    private static final int FIRST_PLACES = 16;
    private static final double FULLEST = 0.86;
    private static final double GROWTH = 1.15;
    private static final int FIRST_BITS = 8;

    private final IntUnaryOperator hashes;
    private final TableBound bound;
    /** A slot plus one in the lower bits, and the lower bits of its hash above them; 0 is an empty place. */
    private int[] places = {};

    private int bitsOfSlot = FIRST_BITS;
    private int count;

    /**
     * @param hashes hash of a slot's content; called for slots that were added
     * @param bound counts the heap that this takes
     */
    SlotIndex(IntUnaryOperator hashes, TableBound bound) {
        this.hashes = hashes;
        this.bound = bound;
    }

    /** Number of slots. */
    int size() {
        return count;
    }

    /** Returns the slot with this hash that matches {@code is}; {@link #NONE} if there is none. */
    int find(int hash, IntPredicate is) {
        if (count == 0) {
            return NONE;
        }
        for (int at = home(hash); places[at] != 0; at = next(at)) {
            if (mayHave(hash, places[at]) && is.test(slot(places[at]))) {
                return slot(places[at]);
            }
        }
        return NONE;
    }

    /** The entry of a slot with this hash. */
    private int entry(int hash, int slot) {
        return (hash << bitsOfSlot) | (slot + 1);
    }

    private int slot(int entry) {
        return (entry & ((1 << bitsOfSlot) - 1)) - 1;
    }

    private boolean mayHave(int hash, int entry) {
        return (hash << bitsOfSlot) == (entry & -(1 << bitsOfSlot));
    }

    /** Returns the slots with this hash that match {@code is}, at most {@code most}. */
    List<Integer> findAll(int hash, IntPredicate is, int most) {
        List<Integer> found = new ArrayList<>(2);
        if (count == 0) {
            return found;
        }
        for (int at = home(hash); places[at] != 0 && found.size() < most; at = next(at)) {
            if (mayHave(hash, places[at]) && is.test(slot(places[at]))) {
                found.add(slot(places[at]));
            }
        }
        return found;
    }

    /** Adds a slot that is not in the index yet. */
    void add(int slot) {
        if (count >= places.length * FULLEST) {
            rebuild(Math.max(FIRST_PLACES, (int) (places.length * GROWTH) + 1), bitsOfSlot);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(slot + 1);
        if (bits > bitsOfSlot) {
            rebuild(places.length, bits);
        }
        count++;
        put(slot);
    }

    private void put(int slot) {
        int hash = hashes.applyAsInt(slot);
        int at = home(hash);
        while (places[at] != 0) {
            at = next(at);
        }
        places[at] = entry(hash, slot);
    }

    private void rebuild(int length, int newBitsOfSlot) {
        int[] old = places;
        int mask = (1 << bitsOfSlot) - 1;
        bound.take((long) Integer.BYTES * (length - old.length));
        places = new int[length];
        bitsOfSlot = newBitsOfSlot;
        for (int entry : old) {
            if (entry != 0) {
                put((entry & mask) - 1);
            }
        }
    }

    /** Removes a slot that is in the index. */
    void remove(int slot) {
        if (!removeIfPresent(slot)) {
            throw new IllegalStateException("slot " + slot + " is not in the index");
        }
    }

    /** Removes a slot from the index. Slots that it had displaced move back, so that no search ends too early. */
    boolean removeIfPresent(int slot) {
        int free = placeOf(slot);
        if (free == NONE) {
            return false;
        }
        count--;
        for (int at = next(free); places[at] != 0; at = next(at)) {
            int home = home(hashes.applyAsInt(slot(places[at])));
            if (distance(home, at) >= distance(free, at)) {
                places[free] = places[at];
                free = at;
            }
        }
        places[free] = 0;
        return true;
    }

    private int placeOf(int slot) {
        if (count == 0 || (slot + 1) >>> bitsOfSlot != 0) {
            return NONE;
        }
        int hash = hashes.applyAsInt(slot);
        int entry = entry(hash, slot);
        int at = home(hash);
        while (places[at] != entry) {
            if (places[at] == 0) {
                return NONE;
            }
            at = next(at);
        }
        return at;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + places.length;
    }

    private int home(int hash) {
        return (int) ((Integer.toUnsignedLong(hash) * places.length) >>> Integer.SIZE);
    }

    private int next(int at) {
        return at + 1 == places.length ? 0 : at + 1;
    }

    /** Octets that the index takes. */
    long octets() {
        return (long) Integer.BYTES * places.length;
    }

    /** Frees all memory. */
    void clear() {
        bound.giveBack(octets());
        places = new int[0];
        bitsOfSlot = FIRST_BITS;
        count = 0;
    }
}
