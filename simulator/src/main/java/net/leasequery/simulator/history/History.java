package net.leasequery.simulator.history;

import java.time.Instant;
import java.util.Arrays;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseChangeListener;

/**
 * Which address changed when, in the order in which the server made or learned of the changes. Entries carry a
 * running number, so that a reader can tell entries that it has read from entries that were forgotten before it read
 * them. Not thread-safe.
 *
 * <p>Entries are dated by the server's clock, which may step back; dates therefore need not rise.
 */
public final class History implements LeaseChangeListener {

    private static final int FIRST_CAPACITY = 1024;

    private final ServerClock clock;
    private final HistoryLimits limits;

    /** Ring of entries: entry n is at n modulo the length, which is a power of two. */
    private int[] slots = new int[FIRST_CAPACITY];

    private long[] times = new long[FIRST_CAPACITY];

    private long first;
    private long end;

    /** Latest date of a change that is not remembered; changes after it are all known. */
    private long unknownThrough;

    private History(ServerClock clock, HistoryLimits limits, long unknownThrough) {
        this.clock = clock;
        this.limits = limits;
        this.unknownThrough = unknownThrough;
    }

    /** The history of a server that was just set up: it knows every change. */
    public static History ofNewServer(ServerClock clock, HistoryLimits limits) {
        return since(Instant.EPOCH, clock, limits);
    }

    /** The history of a server whose leases are older than its memory: it knows changes from {@code start} on. */
    public static History since(Instant start, ServerClock clock, HistoryLimits limits) {
        return new History(clock, limits, start.getEpochSecond() - 1);
    }

    /** Records a change, dated now. */
    @Override
    public void changed(int slot, Lease before, Lease after) {
        long now = clock.now().getEpochSecond();
        if (end - first == limits.entries()) {
            forgetFirst();
        }
        if (end - first == slots.length) {
            grow();
        }
        slots[ringIndex(end)] = slot;
        times[ringIndex(end)] = now;
        end++;
    }

    /** Forgets entries older than the age limit. */
    public void age() {
        long oldest = clock.now().minus(limits.age()).getEpochSecond();
        while (first < end && times[ringIndex(first)] < oldest) {
            forgetFirst();
        }
    }

    /** Forgets everything, like a server that restarts without its history: changes up to now are unknown. */
    public void forgetAll() {
        while (first < end) {
            forgetFirst();
        }
        unknownThrough = Math.max(unknownThrough, clock.now().getEpochSecond());
        slots = new int[FIRST_CAPACITY];
        times = new long[FIRST_CAPACITY];
    }

    /**
     * Whether every change on or after {@code start} is remembered.
     *
     * @param start a query-start-time, server's clock
     */
    public boolean covers(Instant start) {
        return start.getEpochSecond() > unknownThrough;
    }

    /** Number of the oldest entry that is remembered. */
    public long first() {
        return first;
    }

    /** Number that the next entry will have. */
    public long end() {
        return end;
    }

    /** How many changes are remembered. */
    public int size() {
        return (int) (end - first);
    }

    /**
     * Slot of an entry.
     *
     * @throws IndexOutOfBoundsException if the entry is forgotten or not there yet
     */
    public int slot(long number) {
        return slots[requireRemembered(number)];
    }

    /**
     * Whether an entry is dated on or after {@code start}.
     *
     * @throws IndexOutOfBoundsException if the entry is forgotten or not there yet
     */
    public boolean isOnOrAfter(long number, Instant start) {
        return times[requireRemembered(number)] >= start.getEpochSecond();
    }

    private int requireRemembered(long number) {
        if (number < first || number >= end) {
            throw new IndexOutOfBoundsException("entry " + number + " is not among " + first + " to " + (end - 1));
        }
        return ringIndex(number);
    }

    private void forgetFirst() {
        unknownThrough = Math.max(unknownThrough, times[ringIndex(first)]);
        first++;
    }

    private void grow() {
        int capacity = slots.length;
        int[] olderSlots = slots;
        long[] olderTimes = times;
        slots = Arrays.copyOf(olderSlots, capacity * 2);
        times = Arrays.copyOf(olderTimes, capacity * 2);
        for (long number = first; number < end; number++) {
            int from = (int) (number & (capacity - 1));
            slots[ringIndex(number)] = olderSlots[from];
            times[ringIndex(number)] = olderTimes[from];
        }
    }

    private int ringIndex(long number) {
        return (int) (number & (slots.length - 1));
    }
}
