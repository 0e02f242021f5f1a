package net.leasequery.simulator.lease;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ends of leases: one entry per lease that has an end. Used only by the writing thread. */
final class Expiries {

    private static final int SLOT_BITS = 31;

    /** Second of expiry and slot packed into one number, so that order is by time, then by slot. */
    private final NavigableSet<Long> ends = new TreeSet<>();

    /** Records that {@code after} has replaced {@code before}. */
    void replaced(int slot, Lease before, Lease after) {
        Instant oldEnd = endOf(before);
        Instant newEnd = endOf(after);
        if (oldEnd != null) {
            ends.remove(pack(slot, oldEnd));
        }
        if (newEnd != null) {
            ends.add(pack(slot, newEnd));
        }
    }

    /** Slot of the lease that ends first, if it has ended by {@code now}, else -1. */
    int due(Instant now) {
        if (ends.isEmpty()) {
            return -1;
        }
        long first = ends.first();
        return first >>> SLOT_BITS <= now.getEpochSecond() ? (int) (first & Integer.MAX_VALUE) : -1;
    }

    private static @Nullable Instant endOf(Lease lease) {
        return lease.term() == null ? null : lease.term().expiry();
    }

    private static long pack(int slot, Instant end) {
        return end.getEpochSecond() << SLOT_BITS | slot;
    }
}
