package net.leasequery.connect.table;

import java.util.List;

/**
 * Finds the packed rows of a client. As in {@link ClientIndex}, rows of a client beyond a limit are not found. Not
 * thread-safe.
 */
final class PackedClients {

    private static final long NOBODY = 0;

    private final PackedRows rows;
    private final SlotIndex byClient;

    PackedClients(PackedRows rows, TableBound bound) {
        this.rows = rows;
        this.byClient = new SlotIndex(slot -> PackedAddress.hash(rows.client(slot)), bound);
    }

    void add(int slot) {
        long client = rows.client(slot);
        if (client != NOBODY && slotsOf(client).size() < ClientIndex.MOST_KEYS) {
            byClient.add(slot);
        }
    }

    /** Removes a row that still exists. */
    void remove(int slot) {
        if (rows.client(slot) != NOBODY) {
            // A row beyond the limit was never added.
            byClient.removeIfPresent(slot);
        }
    }

    List<Integer> slotsOf(long client) {
        return client == NOBODY
                ? List.of()
                : byClient.findAll(
                        PackedAddress.hash(client), slot -> rows.client(slot) == client, ClientIndex.MOST_KEYS);
    }

    void clear() {
        byClient.clear();
    }
}
