package net.leasequery.connect.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Maps record keys to the rows of a table while a topic is read back. A key is what Kafka compacts by: octets in a
 * partition. A record with an unreadable header replaces the record read before it under the same key, so the row of
 * that record no longer shows the state in Kafka. The octets of keys depend on the converter, so only a 64-bit hash of
 * them is compared. If two keys have the same hash, a row is lost and its binding is written once more. Takes 13 octets
 * for each row: the hash of the key that was read last, in a slot with the number of the row's slot. Not thread-safe.
 */
public final class RowsByRecordKey {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long NO_KEY = 0;
    private static final int OCTETS_PER_KEY = HeapOctets.ENTRY + HeapOctets.NUMBER;

    private final BoundTable table;
    private final TableBound bound;
    private final Slab hashes;
    private final SlotIndex byHash;

    /** Row keys without a slot, by the same hash. */
    private Map<Long, String> texts = new HashMap<>();

    /**
     * Keys of rows that were later read under another key. Anybody may write records of one address under endlessly
     * many keys, so each counts towards the bound.
     */
    private Set<Long> surplus = new HashSet<>();

    /** Slots of rows that were read under several keys. */
    private BitSet severalKeys = new BitSet();

    /** Creates a map of the rows that will be read back into this table. */
    public RowsByRecordKey(BoundTable table, TableBound bound) {
        this.table = table;
        this.bound = bound;
        this.hashes = new Slab(Long.BYTES, bound);
        this.byHash = new SlotIndex(slot -> PackedAddress.hash(hash(slot)), bound);
    }

    /**
     * Records the key, in this partition, of the record that the table's row of this address was just read from.
     *
     * @return the key of another row that was read from this record key; null if there is none
     */
    public @Nullable String put(int partition, byte @Nullable [] recordKey, Fingerprint row) {
        String replaced = null;
        if (!bound.isFull()) {
            String key = TableKey.of(row);
            String before = put(recordKey == null ? NO_KEY : hash(partition, recordKey), key, table.slot(key));
            replaced = key.equals(before) ? null : before;
        }
        if (bound.isFull()) {
            clear();
        }
        return replaced;
    }

    private @Nullable String put(long hash, String key, int slot) {
        if (slot != SlotIndex.NONE && slot < hashes.used() && hash(slot) == hash) {
            return null;
        }
        String replaced = remove(hash);
        if (slot == SlotIndex.NONE) {
            if (hash != NO_KEY) {
                texts.put(hash, key);
                bound.take(octets(key));
            }
            return replaced;
        }
        while (hashes.used() <= slot) {
            setHash(hashes.take(), NO_KEY);
        }
        long before = hash(slot);
        if (before != NO_KEY) {
            byHash.remove(slot);
            surplus.add(before);
            bound.take(OCTETS_PER_KEY);
            severalKeys.set(slot);
        }
        setHash(slot, hash);
        if (hash != NO_KEY) {
            byHash.add(slot);
        }
        return replaced;
    }

    /** Removes and returns the key of the row that was read from this record key; null if there is none. */
    public @Nullable String remove(int partition, byte @Nullable [] recordKey) {
        return recordKey == null ? null : remove(hash(partition, recordKey));
    }

    /**
     * Whether a row may have been read under several record keys, so that Kafka may still show it under one of them.
     * That is not known of a row without a slot.
     */
    public boolean mayHaveSeveralKeys(String row) {
        int slot = table.slot(row);
        return slot == SlotIndex.NONE || severalKeys.get(slot);
    }

    /** Number of record keys. */
    public int size() {
        return byHash.size() + texts.size() + surplus.size();
    }

    private @Nullable String remove(long hash) {
        if (surplus.remove(hash)) {
            bound.giveBack(OCTETS_PER_KEY);
            return null;
        }
        String text = texts.remove(hash);
        if (text != null) {
            bound.giveBack(octets(text));
            return text;
        }
        int slot = byHash.find(PackedAddress.hash(hash), one -> hash(one) == hash);
        if (slot == SlotIndex.NONE) {
            return null;
        }
        byHash.remove(slot);
        setHash(slot, NO_KEY);
        return table.key(slot);
    }

    private long hash(int slot) {
        return (long) LONG.get(hashes.array(slot), hashes.offset(slot));
    }

    private void setHash(int slot, long hash) {
        LONG.set(hashes.array(slot), hashes.offset(slot), hash);
    }

    /** Frees all memory. */
    public void clear() {
        texts.values().forEach(text -> bound.giveBack(octets(text)));
        texts = new HashMap<>();
        bound.giveBack((long) OCTETS_PER_KEY * surplus.size());
        surplus = new HashSet<>();
        severalKeys = new BitSet();
        hashes.clear();
        byHash.clear();
    }

    private static int octets(String key) {
        return OCTETS_PER_KEY + HeapOctets.text(key);
    }

    private static long hash(int partition, byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        long hash = crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(31 * Arrays.hashCode(octets) + partition);
        return hash == NO_KEY ? 1 : hash;
    }
}
