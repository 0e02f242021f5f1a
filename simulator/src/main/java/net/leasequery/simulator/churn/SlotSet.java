package net.leasequery.simulator.churn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A set of slots from which a random one is drawn in constant time. */
final class SlotSet {

    private static final int ABSENT = -1;

    private final int[] placeOf;
    private int[] members = new int[16];
    private int size;

    /** An empty set of slots below {@code slots}. */
    SlotSet(int slots) {
        placeOf = new int[slots];
        Arrays.fill(placeOf, ABSENT);
    }

    void add(int slot) {
        if (placeOf[slot] != ABSENT) {
            return;
        }
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
        }
        members[size] = slot;
        placeOf[slot] = size;
        size++;
    }

    void remove(int slot) {
        int place = placeOf[slot];
        if (place == ABSENT) {
            return;
        }
        size--;
        int last = members[size];
        members[place] = last;
        placeOf[last] = place;
        placeOf[slot] = ABSENT;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** A random member; the set may not be empty. */
    int draw(RandomGenerator random) {
        return members[random.nextInt(size)];
    }
}
