package net.leasequery.connect.sweep;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Finds slots by the hash of what lies in them: a hash table with open addressing that keeps nothing but the numbers of
 * the slots, 6 octets for each. Grows by a quarter at a time, for a table that doubles is half empty afterwards. Not
 * thread-safe.
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
     * @param hashes the hash of what lies in a slot; asked for slots that were added
     * @param bound what this takes is counted there
     */
    SlotIndex(IntUnaryOperator hashes, TableBound bound) {
        this.hashes = hashes;
        this.bound = bound;
    }

    /** The slot with this hash for which {@code is} is true; {@link #NONE} if there is none. */
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

    /** Adds a slot that is not there yet. */
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

    /** Puts a slot, of the same hash, in the place of one that is there. */
    void replace(int slot, int replacement) {
        places[placeOf(slot)] = replacement + 1;
    }

    /** Removes a slot that is there. What was pushed aside by it moves back, so that no search ends too early. */
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
