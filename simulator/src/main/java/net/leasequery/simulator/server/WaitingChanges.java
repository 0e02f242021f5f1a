package net.leasequery.simulator.server;

import java.util.Arrays;
import java.util.Random;

/**
 * Addresses whose change has not been sent to one Active query yet: each at most once, however often it changes, so
 * that the memory for a slow requestor is bounded by the number of configured addresses (RFC 7724 section 6). A
 * doubly linked list threaded through two arrays that are indexed by slot.
 */
final class WaitingChanges {

    private static final int NONE = -1;

    private final WaitingOrder order;
    private final Random random;
    private final int[] next;
    private final int[] previous;
    private final boolean[] waits;

    private int oldest = NONE;
    private int newest = NONE;
    private int size;

    /** Creates an empty set; slots are below {@code slots}. */
    WaitingChanges(int slots, WaitingOrder order, Random random) {
        this.order = order;
        this.random = random;
        this.next = new int[slots];
        this.previous = new int[slots];
        this.waits = new boolean[slots];
        Arrays.fill(next, NONE);
        Arrays.fill(previous, NONE);
    }

    /** The address in this slot has changed. */
    void add(int slot) {
        if (waits[slot]) {
            unlink(slot);
        }
        waits[slot] = true;
        size++;
        previous[slot] = newest;
        next[slot] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            next[newest] = slot;
        }
        newest = slot;
    }

    /** Removes and returns the address to send next; at least one must be waiting. */
    int take() {
        int slot = takesOldest() ? oldest : newest;
        unlink(slot);
        return slot;
    }

    /** Removes the address in this slot, because it has been sent otherwise; it need not be waiting. */
    void remove(int slot) {
        if (waits[slot]) {
            unlink(slot);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private boolean takesOldest() {
        return switch (order) {
            case OLDEST_CHANGE_FIRST -> true;
            case NEWEST_CHANGE_FIRST -> false;
            case SHUFFLED -> random.nextBoolean();
        };
    }

    private void unlink(int slot) {
        int before = previous[slot];
        int after = next[slot];
        if (before == NONE) {
            oldest = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            newest = before;
        } else {
            previous[after] = before;
        }
        waits[slot] = false;
        size--;
    }
}
