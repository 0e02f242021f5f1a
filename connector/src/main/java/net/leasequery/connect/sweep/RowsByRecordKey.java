package net.leasequery.connect.sweep;

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

    private static final int OCTETS_PER_ROW = HeapOctets.ENTRY + HeapOctets.NUMBER + HeapOctets.FINGERPRINT;

    private final TableBound bound;
    private Map<Long, Fingerprint> rows = new HashMap<>();

    RowsByRecordKey(TableBound bound) {
        this.bound = bound;
    }

    /** Takes note of the row that a record made. */
    void put(byte @Nullable [] recordKey, Fingerprint row) {
        if (recordKey != null && bound.take(octets(row))) {
            release(rows.put(hash(recordKey), row));
        }
        if (bound.isFull()) {
            rows = new HashMap<>();
        }
    }

    /** Takes out the row of this key; null if there is none. */
    @Nullable
    Fingerprint remove(byte @Nullable [] recordKey) {
        return recordKey == null ? null : release(rows.remove(hash(recordKey)));
    }

    /** Frees all memory. */
    void clear() {
        rows.values().forEach(this::release);
        rows = new HashMap<>();
    }

    private @Nullable Fingerprint release(@Nullable Fingerprint row) {
        if (row != null) {
            bound.giveBack(octets(row));
        }
        return row;
    }

    /** Without a VPN, the key of the table's row is the text of the address. */
    private static int octets(Fingerprint row) {
        String vpn = row.address().vpn();
        return OCTETS_PER_ROW
                + (vpn == null
                        ? 0
                        : HeapOctets.text(vpn) + HeapOctets.text(row.address().text()));
    }

    private static long hash(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(octets));
    }
}
