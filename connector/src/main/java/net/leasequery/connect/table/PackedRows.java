package net.leasequery.connect.table;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one family as octets in large arrays, found by address and by client. Takes 42 octets for each IPv4 row and
 * 59 for each IPv6 row, or 64 with the index of clients; objects take four times as much. A row stays in its slot. The
 * memory of removed rows is reused, and freed when no row is left. Not thread-safe.
 */
final class PackedRows {

    private final RowFormat format;
    private final SlotIndex byAddress;
    private final TableBound bound;
    /** Made when it is first asked for: a read-back and a poll do without, and it takes 5 octets for each row. */
    private @Nullable PackedClients clients;

    private final Links links;
    private final Slab slots;
    private int size;

    PackedRows(RowFormat format, TableBound bound) {
        this.format = format;
        this.bound = bound;
        this.slots = new Slab(format.octets(), bound);
        this.byAddress = new SlotIndex(slot -> address(slot).hash(), bound);
        this.links = new Links(bound);
    }

    int size() {
        return size;
    }

    /** Octets that the rows and the index by address take. */
    long octets() {
        return slots.octets() + byAddress.octets();
    }

    /** Returns the slot of an address; {@link SlotIndex#NONE} if it has none. */
    int find(PackedAddress address) {
        return size == 0 || address.ipv6() != (format == RowFormat.IPV6)
                ? SlotIndex.NONE
                : byAddress.find(
                        address.hash(), slot -> format.hasAddress(slots.array(slot), slots.offset(slot), address));
    }

    /** Returns a copy of the row in a slot. */
    TableRow row(int slot) {
        TableRow row = format.read(slots.array(slot), slots.offset(slot), links);
        row.isIn(slot);
        return row;
    }

    PackedAddress address(int slot) {
        return format.address(slots.array(slot), slots.offset(slot));
    }

    /** Number of the client of the row in a slot; 0 if it has none. */
    long client(int slot) {
        return format == RowFormat.IPV6 ? RowFormat.client(slots.array(slot), slots.offset(slot)) : 0;
    }

    /** The slots of a client. */
    PackedClients clients() {
        if (clients == null) {
            clients = new PackedClients(this, bound);
            forEach(clients::add);
        }
        return clients;
    }

    /** Whether a slot has a row. */
    boolean isOccupied(int slot) {
        return slot < slots.used() && RowFormat.isOccupied(slots.array(slot), slots.offset(slot));
    }

    /**
     * Adds the row of an address that has none yet.
     *
     * @return false if the row does not fit the format and must be kept elsewhere
     */
    boolean add(PackedAddress address, TableRow row) {
        return add(address, row, SlotIndex.NONE);
    }

    /**
     * Adds the row of an address, or replaces the one that it has.
     *
     * @return false if the row does not fit the format; then nothing changes
     */
    boolean put(PackedAddress address, TableRow row) {
        return add(address, row, find(address));
    }

    private boolean add(PackedAddress address, TableRow row, int before) {
        int link = format == RowFormat.of(address) && format.fits(row)
                ? links.placeOf(row.details().link())
                : Links.NONE;
        if (link == Links.NONE) {
            return false;
        }
        if (before != SlotIndex.NONE && clients == null) {
            format.write(slots.array(before), slots.offset(before), address, row, link);
            return true;
        }
        if (before != SlotIndex.NONE) {
            remove(before);
        }
        int slot = slots.take();
        format.write(slots.array(slot), slots.offset(slot), address, row, link);
        size++;
        byAddress.add(slot);
        if (clients != null) {
            clients.add(slot);
        }
        return true;
    }

    /** Writes the changes to a row since it was read; its client and link must be unchanged. */
    void update(int slot, TableRow row) {
        int link = links.placeOf(row.details().link());
        format.write(slots.array(slot), slots.offset(slot), address(slot), row, link);
    }

    void remove(int slot) {
        byAddress.remove(slot);
        if (clients != null) {
            clients.remove(slot);
        }
        slots.free(slot);
        size--;
        if (size == 0) {
            clear();
        }
    }

    /** Frees all memory. */
    void clear() {
        slots.clear();
        byAddress.clear();
        if (clients != null) {
            clients.clear();
        }
        links.clear();
        size = 0;
    }

    /** Calls {@code action} for the slot of each row; the action may remove the row. */
    void forEach(IntConsumer action) {
        for (int slot = 0; slot < slots.used(); slot++) {
            if (isOccupied(slot)) {
                action.accept(slot);
            }
        }
    }
}
