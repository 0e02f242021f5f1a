package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Which packed rows each client holds: the rows of one are a chain. Of a client, the row that was added last is found
 * first. As in {@link ClientIndex}, of a client with very many rows the further ones are not found. Not thread-safe.
 */
final class PackedClients {

    private static final long NOBODY = 0;
    private static final int END = -1;
    /** Instead of a next row: the row is in no chain. */
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

    /** Removes a row that is still there. */
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
