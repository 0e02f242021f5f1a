package net.leasequery.streams.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tenures in the order in which their retention has to be checked. Each search begins at the first entry that the
 * search before it saw, because RocksDB passes the marks of removed entries until it compacts them. For one thread.
 */
final class RetentionOrder {
    private static final byte[] NOTHING = new byte[0];
    private static final Bytes END =
            Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(Long.MAX_VALUE).array());

    private final KeyValueStore<Bytes, byte[]> store;
    /** No entry is before this one. */
    private Bytes noneBefore = entry(0, new byte[0]);

    /** @param store keys are an entry each: eight octets of epoch milliseconds, then the key of a tenure */
    RetentionOrder(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Adds a tenure that is due at a moment; one before 1970 is due from the beginning. */
    void add(TenureStoreKey tenure, long moment) {
        Bytes entry = entry(moment, tenure.tenure().get());
        store.put(entry, NOTHING);
        if (entry.compareTo(noneBefore) < 0) {
            noneBefore = entry;
        }
    }

    /** Removes a tenure that is due at a moment, if there is one. */
    void remove(TenureStoreKey tenure, long moment) {
        remove(entry(moment, tenure.tenure().get()));
    }

    void remove(Bytes entry) {
        store.delete(entry);
    }

    /** Moves a tenure to a later moment. */
    void postpone(Bytes entry, long moment) {
        remove(entry);
        add(tenureOf(entry), moment);
    }

    /** Returns at most {@code most} entries that are due before a moment, the earliest first. */
    List<Bytes> dueBefore(long moment, int most) {
        List<Bytes> due = new ArrayList<>();
        Bytes end = entry(moment, new byte[0]);
        if (noneBefore.compareTo(end) >= 0) {
            return due;
        }
        Bytes first = END;
        // Without an end, to learn where the next entry is, even if it is not due.
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(noneBefore, null)) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<Bytes, byte[]> next = entries.next();
                first = first.equals(END) ? next.key : first;
                if (next.key.compareTo(end) >= 0) {
                    break;
                }
                due.add(next.key);
            }
        }
        noneBefore = first;
        return due;
    }

    static TenureStoreKey tenureOf(Bytes entry) {
        byte[] octets = entry.get();
        return TenureStoreKey.ofTenure(Bytes.wrap(Arrays.copyOfRange(octets, Long.BYTES, octets.length)));
    }

    private static Bytes entry(long moment, byte[] tenure) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + tenure.length)
                .putLong(Math.max(0, moment))
                .put(tenure)
                .array());
    }
}
