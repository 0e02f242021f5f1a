package net.leasequery.connect.sweep;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Maps record keys to the rows of a table while a topic is read back. A key is what Kafka compacts by: octets in a
 * partition. A record with an unreadable header replaces the record read before it under the same key, so the row of
 * that record no longer shows the state in Kafka. The octets of keys depend on the converter, so only a 64-bit hash of
 * them is compared. If two keys have the same hash, a row is lost and its binding is written once more. Anybody may
 * write records of one address under endlessly many keys, so each key counts towards the bound. Not thread-safe.
 */
final class RowsByRecordKey {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Position of an IPv4 address, after the hash. */
    private static final int ADDRESS = Long.BYTES;

    private static final int HIGH = Long.BYTES;
    private static final int LOW = 2 * Long.BYTES;
    private static final int PREFIX_LENGTH = 3 * Long.BYTES;
    private static final int OCTETS_IPV4 = ADDRESS + Integer.BYTES;
    private static final int OCTETS_IPV6 = PREFIX_LENGTH + 1;
    private static final int OCTETS_PER_TEXT = HeapOctets.ENTRY + HeapOctets.NUMBER;

    private final TableBound bound;
    private final SlotIndex byHash;
    /** All of one family, because a server has one family. */
    private Slab slots;

    private boolean ipv6;

    /** Row keys that are more than an address, or are of the other family, by the same hash. */
    private Map<Long, String> texts = new HashMap<>();

    RowsByRecordKey(TableBound bound) {
        this.bound = bound;
        this.slots = new Slab(OCTETS_IPV4, bound);
        this.byHash = new SlotIndex(slot -> PackedAddress.hash(hash(slot)), bound);
    }

    /** Records which row a record of this partition made. */
    void put(int partition, byte @Nullable [] recordKey, Fingerprint row) {
        if (recordKey != null && !bound.isFull()) {
            put(hash(partition, recordKey), TableKey.of(row));
        }
        if (bound.isFull()) {
            slots.clear();
            byHash.clear();
            texts = new HashMap<>();
        }
    }

    private void put(long hash, String key) {
        PackedAddress address = PackedAddress.of(key);
        String unused = remove(hash);
        if (address != null && slots.used() == 0) {
            ipv6 = address.ipv6();
            slots = new Slab(ipv6 ? OCTETS_IPV6 : OCTETS_IPV4, bound);
        }
        if (address == null || address.ipv6() != ipv6) {
            texts.put(hash, key);
            bound.take(octets(key));
            return;
        }
        int slot = slots.take();
        byte[] array = slots.array(slot);
        int at = slots.offset(slot);
        LONG.set(array, at, hash);
        if (ipv6) {
            LONG.set(array, at + HIGH, address.high());
            LONG.set(array, at + LOW, address.low());
            array[at + PREFIX_LENGTH] = (byte) address.prefixLength();
        } else {
            INT.set(array, at + ADDRESS, (int) address.low());
        }
        byHash.add(slot);
    }

    /** Removes and returns the key of the row that came from this record key; null if there is none. */
    @Nullable
    String remove(int partition, byte @Nullable [] recordKey) {
        return recordKey == null ? null : remove(hash(partition, recordKey));
    }

    /** Number of record keys. */
    int size() {
        return byHash.size() + texts.size();
    }

    private @Nullable String remove(long hash) {
        String text = texts.remove(hash);
        if (text != null) {
            bound.giveBack(octets(text));
            return text;
        }
        int slot = byHash.find(PackedAddress.hash(hash), one -> hash(one) == hash);
        if (slot == SlotIndex.NONE) {
            return null;
        }
        String key = address(slot).text();
        byHash.remove(slot);
        slots.free(slot);
        return key;
    }

    private long hash(int slot) {
        return (long) LONG.get(slots.array(slot), slots.offset(slot));
    }

    private PackedAddress address(int slot) {
        byte[] array = slots.array(slot);
        int at = slots.offset(slot);
        if (!ipv6) {
            long low = Integer.toUnsignedLong((int) INT.get(array, at + ADDRESS));
            return new PackedAddress(false, 0, low, PackedAddress.NO_PREFIX);
        }
        return new PackedAddress(
                true,
                (long) LONG.get(array, at + HIGH),
                (long) LONG.get(array, at + LOW),
                Byte.toUnsignedInt(array[at + PREFIX_LENGTH]));
    }

    /** Frees all memory. */
    void clear() {
        texts.values().forEach(text -> bound.giveBack(octets(text)));
        texts = new HashMap<>();
        slots.clear();
        byHash.clear();
    }

    private static int octets(String key) {
        return OCTETS_PER_TEXT + HeapOctets.text(key);
    }

    private static long hash(int partition, byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(31 * Arrays.hashCode(octets) + partition);
    }
}
