package net.leasequery.simulator.lease;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import net.leasequery.codec.VirtualSubnet;

/**
 * The current lease of every configured address. An address has a <em>slot</em>, a small number from 0 to
 * {@link #size()} - 1, by which history and connections refer to it. One thread writes; any thread may read, and
 * never sees a partly written lease.
 */
public final class LeaseTable {

    private final List<Pool> ranges;
    private final int[] firstSlots;
    private final Instant configuredAt;
    private final AtomicReferenceArray<Lease> leases;

    /**
     * Creates a table without leases.
     *
     * @param ranges at least one; they may not overlap
     * @param configuredAt when the addresses became AVAILABLE, server's clock
     * @throws IllegalArgumentException if ranges overlap or hold more addresses than an array can
     */
    public LeaseTable(List<? extends Pool> ranges, Instant configuredAt) {
        this.ranges = List.copyOf(ranges);
        this.configuredAt = configuredAt;
        this.firstSlots = new int[ranges.size()];
        long slots = 0;
        for (int i = 0; i < this.ranges.size(); i++) {
            Pool range = this.ranges.get(i);
            this.ranges.subList(0, i).stream().filter(range::overlaps).findAny().ifPresent(other -> {
                throw new IllegalArgumentException("ranges overlap: " + range + " and " + other);
            });
            firstSlots[i] = (int) slots;
            slots += range.size();
            if (slots > Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("more addresses configured than a simulation can hold: " + slots);
            }
        }
        this.leases = new AtomicReferenceArray<>((int) slots);
    }

    /** How many addresses are configured. */
    public int size() {
        return leases.length();
    }

    /** The current lease in a slot; for an address that nobody ever held, the AVAILABLE one. */
    public Lease get(int slot) {
        Lease lease = leases.get(slot);
        return lease != null ? lease : neverLeased(slot);
    }

    /**
     * The current lease of an address.
     *
     * @throws NoSuchElementException if the address is not configured
     */
    public Lease get(VirtualSubnet vpn, LeaseAddress address) {
        return get(slotOf(vpn, address));
    }

    /**
     * Slot of an address.
     *
     * @throws NoSuchElementException if the address is not configured
     */
    public int slotOf(VirtualSubnet vpn, LeaseAddress address) {
        for (int i = 0; i < ranges.size(); i++) {
            Pool range = ranges.get(i);
            int index = range.vpn().equals(vpn) ? range.indexOf(address) : -1;
            if (index >= 0) {
                return firstSlots[i] + index;
            }
        }
        throw new NoSuchElementException(address + " of VPN " + vpn + " is not configured");
    }

    /** Pool of the address in a slot. */
    public Pool poolOf(int slot) {
        return rangeOf(slot);
    }

    /** VPN of the address in a slot. */
    public VirtualSubnet vpnOf(int slot) {
        return rangeOf(slot).vpn();
    }

    /** Configured ranges, in the order of their slots. */
    public List<Pool> ranges() {
        return ranges;
    }

    /** Passes every configured address to {@code action}, in the order of the slots. */
    public void forEach(Consumer<Lease> action) {
        for (int slot = 0; slot < size(); slot++) {
            action.accept(get(slot));
        }
    }

    /** Every configured address. The list is the caller's own. */
    public List<Lease> toList() {
        List<Lease> all = new ArrayList<>(size());
        forEach(all::add);
        return all;
    }

    /** Replaces the lease in a slot. Called only by the writing thread. */
    void set(int slot, Lease lease) {
        leases.set(slot, lease);
    }

    private Lease neverLeased(int slot) {
        int range = rangeIndexOf(slot);
        return Lease.neverLeased(
                ranges.get(range).at(slot - firstSlots[range]),
                ranges.get(range).vpn(),
                configuredAt);
    }

    private Pool rangeOf(int slot) {
        return ranges.get(rangeIndexOf(slot));
    }

    private int rangeIndexOf(int slot) {
        for (int i = firstSlots.length - 1; i > 0; i--) {
            if (slot >= firstSlots[i]) {
                return i;
            }
        }
        return 0;
    }
}
