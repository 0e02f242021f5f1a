package net.leasequery.connect.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Slots of one size in arrays of some slots each. Freed slots are reused. The first two octets of a free slot are
 * zero. Not thread-safe.
 */
final class Slab {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Not more, because a server may have few rows. */
    private static final int SLOTS_PER_ARRAY = 64;

    private static final int NEXT_FREE = Short.BYTES;
    /** Object header, and the array's place in the list of arrays. */
    private static final int OCTETS_OF_ARRAY = 16 + 5;

    private static final int FIRST_ARRAYS = 4;

    private final int octets;
    private final TableBound bound;
    private byte[][] arrays = {};
    private int count;
    private int used;
    private int firstFree = SlotIndex.NONE;

    /**
     * @param octets of a slot, at least 6
     * @param bound counts the heap that this takes
     */
    Slab(int octets, TableBound bound) {
        this.octets = octets;
        this.bound = bound;
    }

    /** Returns a slot with undefined content. */
    int take() {
        if (firstFree != SlotIndex.NONE) {
            int slot = firstFree;
            firstFree = (int) INT.get(array(slot), offset(slot) + NEXT_FREE);
            return slot;
        }
        if (used == count * SLOTS_PER_ARRAY) {
            bound.take((long) SLOTS_PER_ARRAY * octets + OCTETS_OF_ARRAY);
            if (count == arrays.length) {
                arrays = Arrays.copyOf(arrays, FIRST_ARRAYS + count + count / 4);
            }
            arrays[count++] = new byte[SLOTS_PER_ARRAY * octets];
        }
        return used++;
    }

    void free(int slot) {
        byte[] array = array(slot);
        int at = offset(slot);
        array[at] = 0;
        array[at + 1] = 0;
        INT.set(array, at + NEXT_FREE, firstFree);
        firstFree = slot;
    }

    /** Number of slots taken so far, whether or not they are free again. */
    int used() {
        return used;
    }

    /** The array that a slot lies in. */
    byte[] array(int slot) {
        return arrays[slot / SLOTS_PER_ARRAY];
    }

    /** Where in its array a slot begins. */
    int offset(int slot) {
        return slot % SLOTS_PER_ARRAY * octets;
    }

    /** Octets that the slots take. */
    long octets() {
        return ((long) SLOTS_PER_ARRAY * octets + OCTETS_OF_ARRAY) * count;
    }

    /** Frees all memory. */
    void clear() {
        bound.giveBack(octets());
        arrays = new byte[0][];
        count = 0;
        used = 0;
        firstFree = SlotIndex.NONE;
    }
}
