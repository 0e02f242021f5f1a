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
 * hash cost a row, which is then written once more. Not thread-safe.
 */
final class RowsByRecordKey {

    /** Entry, hash and fingerprint. */
    static final int OCTETS_PER_ROW = 250;

    private final Map<Long, Fingerprint> rows = new HashMap<>();

    /** Takes note of the row that a record made. */
    void put(byte @Nullable [] recordKey, Fingerprint row) {
        if (recordKey != null) {
            rows.put(hash(recordKey), row);
        }
    }

    /** Takes out the row of this key; null if there is none. */
    @Nullable
    Fingerprint remove(byte @Nullable [] recordKey) {
        return recordKey == null ? null : rows.remove(hash(recordKey));
    }

    private static long hash(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(octets));
    }
}
