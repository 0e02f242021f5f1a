package net.leasequery.connect.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import net.leasequery.requestor.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each recently written address, and whether Kafka has acknowledged it. Bounded by a limit of its
 * own in octets and by the shared limit of all tasks: drops the addresses with the oldest records, but none whose
 * record is on its way. Not thread-safe.
 *
 * <p>A row is an object only while its record is on its way, or if it cannot be packed. Thousands of changes a second
 * would otherwise leave as many objects that live for seconds or minutes, which every collection of garbage copies.
 */
public final class RecentBindings {

    /** Enough for one minute of changes at 1,500 per second. */
    public static final long DEFAULT_OCTETS = 8L << 20;

    /** Entry of a linked map. */
    private static final int ENTRY = HeapOctets.ENTRY + 8;

    /** Number of rows that are checked for packing with each record. Exceeds 1, so that the map shrinks. */
    private static final int LOOKS_PER_RECORD = 2;

    /** Packed rows are dropped by the half: they have no order. */
    private static final int GENERATIONS = 2;

    private final Map<String, TableRow> onTheirWay = new LinkedHashMap<>();
    /** Acknowledged rows that have a VPN or something else that does not fit, oldest first. */
    private final Map<String, TableRow> unpacked = new LinkedHashMap<>();

    private final long mostOctets;
    private final TableBound bound;
    /** Counts what all rows take. */
    private final TableBound own = TableBound.of(new MemoryBudget(), Long.MAX_VALUE);

    private final AtomicInteger notRemembered = new AtomicInteger();
    /** The newest first. */
    private final Deque<PackedRows> packed = new ArrayDeque<>();

    private long taken;

    /**
     * Remembers nothing yet.
     *
     * @param mostOctets most heap to use, in octets; beyond it the oldest bindings are forgotten
     * @param bound that the heap is counted in
     */
    public RecentBindings(long mostOctets, TableBound bound) {
        this.mostOctets = mostOctets;
        this.bound = bound;
    }

    /**
     * Records a binding that is about to be written.
     *
     * @param whole whether a snapshot that is written whole reported it; then only bindings already written for that
     *     snapshot are left out
     * @return receipt for the record; null if Kafka certainly shows the binding as reported, so that no record is
     *     needed
     */
    public @Nullable Receipt see(Fingerprint reported, boolean whole) {
        TableRow row = get(TableKey.of(reported));
        if (row != null && (!whole || row.isOfWholeSnapshot()) && row.certainlyShows(reported)) {
            return null;
        }
        Receipt receipt = write(reported);
        if (whole && receipt instanceof TableRow written) {
            written.belongsToWholeSnapshot();
        }
        return receipt;
    }

    /** Records a binding that is about to be written, and returns the receipt for its record. */
    public Receipt write(Fingerprint binding) {
        String key = TableKey.of(binding);
        // A packed row stays in its place, where the new one replaces it once it is acknowledged.
        boolean unused = removeObject(key);
        pack();
        TableRow written = TableRow.toBeWritten(binding);
        put(onTheirWay, key, written);
        if (makeRoom()) {
            return written;
        }
        remove(key);
        makeRoom();
        return new NotRemembered(notRemembered);
    }

    /** Whether records are on their way that are not remembered because there was no room. */
    public boolean lacksRecordsOnTheirWay() {
        return notRemembered.get() > 0;
    }

    /** Drops the address, because a record that is not tracked is written for it. */
    public void forget(Fingerprint of) {
        remove(TableKey.of(of));
        makeRoom();
    }

    /** Calls {@code action} with each address and its row; the last call for an address is the one that counts. */
    void forEach(BiConsumer<String, TableRow> action) {
        packed.descendingIterator()
                .forEachRemaining(rows -> rows.forEach(slot -> {
                    TableRow row = rows.row(slot);
                    row.isIn(SlotIndex.NONE);
                    action.accept(rows.address(slot).text(), row);
                }));
        unpacked.forEach(action);
        onTheirWay.forEach(action);
    }

    /** Number of addresses. */
    public int size() {
        Set<String> keys = new HashSet<>();
        forEach((key, row) -> keys.add(key));
        return keys.size();
    }

    private @Nullable TableRow get(String key) {
        TableRow object = onTheirWay.getOrDefault(key, unpacked.get(key));
        PackedAddress address = object == null && !packed.isEmpty() ? PackedAddress.of(key) : null;
        if (address != null) {
            for (PackedRows rows : packed) {
                int slot = rows.find(address);
                if (slot != SlotIndex.NONE) {
                    return rows.row(slot);
                }
            }
        }
        return object;
    }

    private void put(Map<String, TableRow> objects, String key, TableRow row) {
        objects.put(key, row);
        own.take(octets(key, row));
    }

    private void remove(String key) {
        boolean unused = removeObject(key);
        PackedAddress address = packed.isEmpty() ? null : PackedAddress.of(key);
        if (address != null) {
            packed.forEach(rows -> {
                int slot = rows.find(address);
                if (slot != SlotIndex.NONE) {
                    rows.remove(slot);
                }
            });
        }
    }

    private boolean removeObject(String key) {
        return removeFrom(onTheirWay, key) || removeFrom(unpacked, key);
    }

    private boolean removeFrom(Map<String, TableRow> objects, String key) {
        TableRow row = objects.remove(key);
        if (row != null) {
            own.giveBack(octets(key, row));
        }
        return row != null;
    }

    /** Packs some of the rows whose records have been acknowledged, or failed. */
    private void pack() {
        for (int looks = Math.min(LOOKS_PER_RECORD, onTheirWay.size()); looks > 0; looks--) {
            Map.Entry<String, TableRow> eldest =
                    onTheirWay.entrySet().iterator().next();
            String key = eldest.getKey();
            TableRow row = eldest.getValue();
            removeFrom(onTheirWay, key);
            if (row.isInFlight()) {
                put(onTheirWay, key, row);
            } else if (!pack(key, row)) {
                remove(key);
                put(unpacked, key, row);
            }
        }
    }

    private boolean pack(String key, TableRow row) {
        PackedAddress address = PackedAddress.of(key);
        if (address == null) {
            return false;
        }
        PackedRows newest = packed.peekFirst();
        if (newest == null || newest.octets() > mostOctets / GENERATIONS) {
            newest = new PackedRows(RowFormat.of(address), own);
            packed.addFirst(newest);
        }
        return newest.put(address, row);
    }

    /** Drops old rows until the others have room, or until only those are left whose records are on their way. */
    private boolean makeRoom() {
        boolean fits = fits();
        while (!fits && dropOldest()) {
            fits = fits();
        }
        return fits;
    }

    private boolean fits() {
        long more = own.octets() - taken;
        if (more > 0 && (own.octets() > mostOctets || packed.size() > GENERATIONS || !bound.takeIfRoom(more))) {
            return false;
        }
        if (more < 0) {
            bound.giveBack(-more);
        }
        taken += more;
        return own.octets() <= mostOctets && packed.size() <= GENERATIONS;
    }

    /** Drops from the kind that takes more, so that the addresses of VPNs do not displace all others. */
    private boolean dropOldest() {
        long ofPacked = packed.stream().mapToLong(PackedRows::octets).sum();
        if (packed.size() <= GENERATIONS && !unpacked.isEmpty() && own.octets() - ofPacked > ofPacked) {
            return removeFrom(unpacked, unpacked.keySet().iterator().next());
        }
        PackedRows oldest = packed.pollLast();
        if (oldest != null) {
            oldest.clear();
        }
        return oldest != null;
    }

    private static int octets(String key, TableRow row) {
        return ENTRY + HeapOctets.row(row) + HeapOctets.text(key);
    }

    /** For a record that is only known to be on its way. */
    private static final class NotRemembered implements Receipt {

        private final AtomicInteger count;
        private final AtomicBoolean onItsWay = new AtomicBoolean(true);

        NotRemembered(AtomicInteger count) {
            this.count = count;
            count.incrementAndGet();
        }

        @Override
        public void settled(boolean stored) {
            if (onItsWay.getAndSet(false)) {
                count.decrementAndGet();
            }
        }
    }
}
