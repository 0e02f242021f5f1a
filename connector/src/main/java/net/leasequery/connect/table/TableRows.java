package net.leasequery.connect.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table by {@link TableKey}. A row whose record is on its way is an object, because the producer reports
 * to it. Once the outcome of the record is known, the row is moved to {@link PackedRows}, unless it has a VPN or
 * something else that does not fit. Not thread-safe.
 */
final class TableRows {

    /**
     * Number of waiting rows that are checked for packing with each row that is put. Exceeds 1, so that the queue
     * shrinks.
     */
    private static final int LOOKS_PER_ROW = 2;

    /** Octets of an entry in the queue. */
    private static final int QUEUED = 12;

    private final TableBound bound;
    private final ClientIndex clients = new ClientIndex();
    private Map<String, TableRow> objects = new HashMap<>();
    private Deque<String> toBePacked = new ArrayDeque<>();
    private @Nullable PackedRows packed;

    TableRows(TableBound bound) {
        this.bound = bound;
    }

    int size() {
        return objects.size() + (packed == null ? 0 : packed.size());
    }

    /** Returns the row of a key; null if there is none. Changes to the row must be reported to {@link #changed}. */
    @Nullable
    TableRow get(String key) {
        TableRow row = objects.get(key);
        if (row != null || packed == null) {
            return row;
        }
        int slot = slot(PackedAddress.of(key));
        return slot == SlotIndex.NONE ? null : packed.row(slot);
    }

    boolean contains(String key) {
        return objects.containsKey(key) || slot(PackedAddress.of(key)) != SlotIndex.NONE;
    }

    /** Returns the slot of a key's row; {@link SlotIndex#NONE} if the row is an object or missing. */
    int slot(String key) {
        return objects.containsKey(key) ? SlotIndex.NONE : slot(PackedAddress.of(key));
    }

    /** Returns the key of the row in a slot; null if the slot has none. */
    @Nullable
    String key(int slot) {
        return packed != null && packed.isOccupied(slot) ? packed.address(slot).text() : null;
    }

    private int slot(@Nullable PackedAddress address) {
        return address == null || packed == null ? SlotIndex.NONE : packed.find(address);
    }

    /** Stores the changes to a row that {@code get} returned. */
    void changed(TableRow row) {
        if (row.slot() != SlotIndex.NONE && packed != null) {
            packed.update(row.slot(), row);
        }
    }

    /** Stores the row of a key in place of any earlier one; drops all rows if there is no room. */
    void put(String key, TableRow row) {
        if (bound.isFull()) {
            dropAll();
            return;
        }
        PackedAddress address = PackedAddress.of(key);
        int slot = slot(address);
        if (slot != SlotIndex.NONE && packed != null) {
            packed.remove(slot);
        }
        if (address != null && !row.isInFlight() && pack(address, row)) {
            removeObject(key);
        } else {
            putObject(key, row);
        }
        pack(LOOKS_PER_ROW);
        if (bound.isFull()) {
            dropAll();
        }
    }

    private boolean pack(PackedAddress address, TableRow row) {
        if (packed == null) {
            packed = new PackedRows(RowFormat.of(address), bound);
        }
        return packed.add(address, row);
    }

    private void putObject(String key, TableRow row) {
        TableRow before = objects.put(key, row);
        long client = row.details().client();
        if (before == null) {
            toBePacked.add(key);
        } else if (before.details().client() != client) {
            bound.giveBack(clients.remove(before.details().client(), key));
        }
        int more = clients.add(client, key) + octets(key, row);
        if (before != null) {
            bound.giveBack(octets(key, before));
        }
        bound.take(more);
    }

    private @Nullable TableRow removeObject(String key) {
        TableRow row = objects.remove(key);
        if (row != null) {
            released(key, row);
        }
        return row;
    }

    private void released(String key, TableRow row) {
        bound.giveBack(clients.remove(row.details().client(), key) + octets(key, row));
    }

    private static int octets(String key, TableRow row) {
        return HeapOctets.ENTRY + QUEUED + HeapOctets.row(row) + HeapOctets.text(key);
    }

    /** Packs all rows that can be packed. */
    void pack() {
        pack(toBePacked.size());
    }

    /** Checks some of the rows that wait to be packed, in the order in which they were put. */
    private void pack(int most) {
        for (int looks = Math.min(most, toBePacked.size()); looks > 0; looks--) {
            String key = toBePacked.remove();
            TableRow row = objects.get(key);
            if (row != null && row.isInFlight()) {
                toBePacked.add(key);
            } else if (row != null) {
                PackedAddress address = PackedAddress.of(key);
                if (address != null && pack(address, row)) {
                    removeObject(key);
                }
            }
        }
    }

    /** Removes and returns the row of a key; null if there was none. */
    @Nullable
    TableRow remove(String key) {
        TableRow object = removeObject(key);
        int slot = object == null ? slot(PackedAddress.of(key)) : SlotIndex.NONE;
        if (slot == SlotIndex.NONE || packed == null) {
            return object;
        }
        TableRow row = packed.row(slot);
        packed.remove(slot);
        return row;
    }

    /** Keys of a client, by its number in {@link Details}. */
    List<String> keysOf(long client) {
        List<String> keys = new ArrayList<>(clients.keysOf(client));
        if (packed != null) {
            for (int slot : packed.clients().slotsOf(client)) {
                keys.add(packed.address(slot).text());
            }
        }
        return keys;
    }

    /** Returns the keys of all rows that match {@code which}, which must not change them. */
    List<String> keysWhere(Predicate<TableRow> which) {
        List<String> keys = new ArrayList<>();
        objects.forEach((key, row) -> {
            if (which.test(row)) {
                keys.add(key);
            }
        });
        PackedRows rows = packed;
        if (rows != null) {
            rows.forEach(slot -> {
                if (which.test(rows.row(slot))) {
                    keys.add(rows.address(slot).text());
                }
            });
        }
        return keys;
    }

    /**
     * Removes rows.
     *
     * @param which called for each row; may set its deadline
     * @param removed gets each row that is removed
     */
    void removeIf(Predicate<TableRow> which, BiConsumer<String, TableRow> removed) {
        pack();
        Iterator<Map.Entry<String, TableRow>> each = objects.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, TableRow> entry = each.next();
            if (which.test(entry.getValue())) {
                each.remove();
                released(entry.getKey(), entry.getValue());
                removed.accept(entry.getKey(), entry.getValue());
            }
        }
        PackedRows rows = packed;
        if (rows != null) {
            rows.forEach(slot -> removeIf(which, removed, rows, slot));
        }
    }

    private static void removeIf(
            Predicate<TableRow> which, BiConsumer<String, TableRow> removed, PackedRows rows, int slot) {
        TableRow row = rows.row(slot);
        int deadline = row.deadline();
        if (which.test(row)) {
            String key = rows.address(slot).text();
            rows.remove(slot);
            removed.accept(key, row);
        } else if (row.deadline() != deadline) {
            rows.update(slot, row);
        }
    }

    /** Takes over the rows of the other table for keys that have no row here, and empties the other table. */
    void adopt(TableRows other) {
        PackedRows theirs = other.packed;
        if (theirs != null && (packed == null || packed.size() == 0)) {
            // All of them at once: moving them one by one would take twice the memory meanwhile.
            other.packed = null;
            packed = theirs;
            objects.keySet().forEach(this::removePacked);
        }
        other.removeIf(any -> true, (key, row) -> {
            if (!contains(key)) {
                put(key, row);
            }
        });
    }

    private void removePacked(String key) {
        int slot = slot(PackedAddress.of(key));
        if (slot != SlotIndex.NONE && packed != null) {
            packed.remove(slot);
        }
    }

    /** Frees all memory. */
    void clear() {
        objects.forEach(this::released);
        if (packed != null) {
            packed.clear();
        }
        dropAll();
    }

    /**
     * Replaces the map, because a cleared map keeps the size of its hash table and takes as long to clear each time.
     */
    void dropAll() {
        if (size() > 0 || !toBePacked.isEmpty()) {
            objects = new HashMap<>();
            toBePacked = new ArrayDeque<>();
            clients.clear();
            packed = null;
        }
    }
}
