package net.leasequery.connect.sweep;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Finds slots by the hash of their content: a hash table with open addressing that stores only slot numbers, 6 octets
 * per slot. Grows by a quarter at a time, because a table that doubles is half empty afterwards. Not thread-safe.
 */
final class SlotIndex {

    /** No slot. */
    static final int NONE = -1;

    private static final int FIRST_PLACES = 16;
    private static final double FULLEST = 0.8;
    private static final double GROWTH = 1.25;

    private final IntUnaryOperator hashes;
    private final TableBound bound;
    /** A slot plus one; 0 is an empty place. */
    private int[] places = {};

    private int count;

    /**
     * @param hashes hash of a slot's content; called for slots that were added
     * @param bound counts the heap that this takes
     */
    SlotIndex(IntUnaryOperator hashes, TableBound bound) {
        this.hashes = hashes;
        this.bound = bound;
    }

    /** Returns the slot with this hash that matches {@code is}; {@link #NONE} if there is none. */
    int find(int hash, IntPredicate is) {
        if (count == 0) {
            return NONE;
        }
        for (int at = home(hash); places[at] != 0; at = next(at)) {
            int slot = places[at] - 1;
            if (is.test(slot)) {
                return slot;
            }
        }
        return NONE;
    }

    /** Adds a slot that is not in the index yet. */
    void add(int slot) {
        if (count >= places.length * FULLEST) {
            grow();
        }
        count++;
        put(slot);
    }

    private void put(int slot) {
        int at = home(hashes.applyAsInt(slot));
        while (places[at] != 0) {
            at = next(at);
        }
        places[at] = slot + 1;
    }

    private void grow() {
        int[] old = places;
        places = new int[Math.max(FIRST_PLACES, (int) (old.length * GROWTH))];
        bound.take((long) Integer.BYTES * (places.length - old.length));
        for (int place : old) {
            if (place != 0) {
                put(place - 1);
            }
        }
    }

    /** Replaces a slot in the index with one of the same hash. */
    void replace(int slot, int replacement) {
        places[placeOf(slot)] = replacement + 1;
    }

    /** Removes a slot from the index. Slots that it had displaced move back, so that no search ends too early. */
    void remove(int slot) {
        int free = placeOf(slot);
        count--;
        for (int at = next(free); places[at] != 0; at = next(at)) {
            int home = home(hashes.applyAsInt(places[at] - 1));
            if (distance(home, at) >= distance(free, at)) {
                places[free] = places[at];
                free = at;
            }
        }
        places[free] = 0;
    }

    private int placeOf(int slot) {
        int at = home(hashes.applyAsInt(slot));
        while (places[at] != slot + 1) {
            if (places[at] == 0) {
                throw new IllegalStateException("slot " + slot + " is not in the index");
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

    /** Frees all memory. */
    void clear() {
        bound.giveBack((long) Integer.BYTES * places.length);
        places = new int[0];
        count = 0;
    }
}
