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
 * Which row of a table came from which record key, while a topic is read back. A record whose header cannot
 * be read replaces, for its key, what was read before it: the row is then no longer what Kafka shows. The
 * octets of keys depend on the converter, so only a 64-bit hash of them is compared. Two keys with the same
 * hash cost a row, which is then written once more. Anybody may write records of one address under endless keys, so each
 * is counted. Not thread-safe.
 */
final class RowsByRecordKey {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Behind the hash, of an IPv4 address. */
    private static final int ADDRESS = Long.BYTES;

    private static final int HIGH = Long.BYTES;
    private static final int LOW = 2 * Long.BYTES;
    private static final int PREFIX_LENGTH = 3 * Long.BYTES;
    private static final int OCTETS_IPV4 = ADDRESS + Integer.BYTES;
    private static final int OCTETS_IPV6 = PREFIX_LENGTH + 1;
    private static final int OCTETS_PER_TEXT = HeapOctets.ENTRY + HeapOctets.NUMBER;

    private final TableBound bound;
    private final SlotIndex byHash;
    /** Of one family: those of a server are. */
    private Slab slots;

    private boolean ipv6;

    /** Keys of rows that are no addresses only, or of the other family, by the same hash. */
    private Map<Long, String> texts = new HashMap<>();

    RowsByRecordKey(TableBound bound) {
        this.bound = bound;
        this.slots = new Slab(OCTETS_IPV4, bound);
        this.byHash = new SlotIndex(slot -> PackedAddress.hash(hash(slot)), bound);
    }

    /** Takes note of the row that a record made. */
    void put(byte @Nullable [] recordKey, Fingerprint row) {
        if (recordKey != null && !bound.isFull()) {
            put(hash(recordKey), TableKey.of(row));
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

    /** Takes out the key of the row that came from this record key; null if there is none. */
    @Nullable
    String remove(byte @Nullable [] recordKey) {
        return recordKey == null ? null : remove(hash(recordKey));
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

    private static long hash(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(octets));
    }
}
