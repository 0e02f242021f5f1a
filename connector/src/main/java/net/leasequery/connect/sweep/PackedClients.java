package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * The packed rows of each client, linked as a chain. The row that was added last is found first. As in
 * {@link ClientIndex}, rows of a client beyond a limit are not found. Not thread-safe.
 */
final class PackedClients {

    private static final long NOBODY = 0;
    private static final int END = -1;
    /** Marks a row that is in no chain, in place of its next row. */
    private static final int NOT_IN_CHAIN = -2;

    private final PackedRows rows;
    private final SlotIndex first;

    PackedClients(PackedRows rows, TableBound bound) {
        this.rows = rows;
        this.first = new SlotIndex(slot -> PackedAddress.hash(rows.client(slot)), bound);
    }

    void add(int slot) {
        long client = rows.client(slot);
        if (client == NOBODY) {
            return;
        }
        int head = head(client);
        if (head == SlotIndex.NONE) {
            rows.nextOfClient(slot, END);
            first.add(slot);
        } else if (slotsOf(client).size() >= ClientIndex.MOST_KEYS) {
            rows.nextOfClient(slot, NOT_IN_CHAIN);
        } else {
            rows.nextOfClient(slot, head);
            first.replace(head, slot);
        }
    }

    /** Removes a row that still exists. */
    void remove(int slot) {
        long client = rows.client(slot);
        if (client == NOBODY || rows.nextOfClient(slot) == NOT_IN_CHAIN) {
            return;
        }
        int next = rows.nextOfClient(slot);
        int head = head(client);
        if (head != slot) {
            int before = head;
            while (rows.nextOfClient(before) != slot) {
                before = rows.nextOfClient(before);
            }
            rows.nextOfClient(before, next);
        } else if (next == END) {
            first.remove(slot);
        } else {
            first.replace(slot, next);
        }
    }

    List<Integer> slotsOf(long client) {
        List<Integer> slots = new ArrayList<>(2);
        for (int slot = client == NOBODY ? END : head(client); slot != END; slot = rows.nextOfClient(slot)) {
            slots.add(slot);
        }
        return slots;
    }

    private int head(long client) {
        return first.find(PackedAddress.hash(client), slot -> rows.client(slot) == client);
    }

    void clear() {
        first.clear();
    }
}
