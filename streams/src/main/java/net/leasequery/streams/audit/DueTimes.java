package net.leasequery.streams.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the keys to review again, ordered by when: at a moment of the clock, or when a server's view is complete up to
 * a moment. This avoids a scan of all addresses. For one thread.
 */
public final class DueTimes {
    private static final byte[] NOTHING = new byte[0];
    private static final byte CLOCK = 'C';
    private static final byte WATERMARK = 'W';

    private final KeyValueStore<Bytes, byte[]> store;
    /**
     * By prefix, a key before which there is no entry. RocksDB keeps the marks of removed entries until it compacts
     * them, and an iterator passes all that lie before the next entry, also those of other prefixes. Without this, each
     * call would pass all of them again.
     */
    private final Map<Bytes, Bytes> noneBefore = new HashMap<>();

    private final RecentEntries recent;

    /** @param store ordered by octets; nothing else writes to it */
    public DueTimes(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        recent = new RecentEntries(store);
    }

    /** Returns the entry to review {@code key} again at this moment. */
    public static Bytes atClock(long moment, String key) {
        return entry(clock(), moment, key);
    }

    /** Returns the entry to review {@code key} again when the view of {@code server} is complete up to this moment. */
    public static Bytes atWatermark(String server, long moment, String key) {
        return entry(watermark(server), moment, key);
    }

    private static byte[] clock() {
        return new byte[] {CLOCK, 0};
    }

    private static byte[] watermark(String server) {
        byte[] name = server.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = new byte[name.length + 2];
        prefix[0] = WATERMARK;
        System.arraycopy(name, 0, prefix, 1, name.length);
        return prefix;
    }

    private static Bytes entry(byte[] prefix, long moment, String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES + text.length)
                .put(prefix)
                .putLong(Math.max(0, moment))
                .put(text)
                .array());
    }

    /** Replaces the stored entries of one key, and records the new entries in its state. */
    public void replace(GenericRecord state, Collection<Bytes> wanted) {
        if (wanted.isEmpty() && ((List<?>) state.get("waits")).isEmpty()) {
            return;
        }
        Set<Bytes> before = stored(state);
        Set<Bytes> after = new HashSet<>(wanted);
        if (before.equals(after)) {
            return;
        }
        for (Bytes entry : before) {
            if (!after.contains(entry) && !recent.remove(entry)) {
                // A call of delete would read the old value.
                store.put(entry, null);
            }
        }
        List<ByteBuffer> waits = new ArrayList<>(after.size());
        for (Bytes entry : after) {
            if (!before.contains(entry)) {
                recent.add(entry);
            }
            waits.add(ByteBuffer.wrap(entry.get()));
        }
        state.put("waits", waits);
        if (recent.isFull()) {
            storeRecent();
        }
    }

    private void storeRecent() {
        recent.takeAll().forEach(this::add);
    }

    private void add(Bytes entry) {
        store.put(entry, NOTHING);
        noneBefore.computeIfPresent(prefixOf(entry), (prefix, first) -> first.compareTo(entry) < 0 ? first : entry);
    }

    private static Bytes prefixOf(Bytes entry) {
        byte[] octets = entry.get();
        int end = 0;
        while (octets[end] != 0) {
            end++;
        }
        return Bytes.wrap(Arrays.copyOf(octets, end + 1));
    }

    private static Set<Bytes> stored(GenericRecord state) {
        Set<Bytes> stored = new HashSet<>();
        for (Object wait : (List<?>) state.get("waits")) {
            ByteBuffer octets = ((ByteBuffer) wait).duplicate();
            byte[] exact = new byte[octets.remaining()];
            octets.get(exact);
            stored.add(Bytes.wrap(exact));
        }
        return stored;
    }

    /** Returns keys that are due by the clock, the earliest first. Entries stay until they are replaced. */
    public List<String> dueAtClock(long now, int most) {
        return due(clock(), now, most);
    }

    /** Returns keys that are due because the view of the server is complete up to a moment, the earliest first. */
    public List<String> dueAtWatermark(String server, long completeTo, int most) {
        return due(watermark(server), completeTo, most);
    }

    private List<String> due(byte[] prefix, long moment, int most) {
        storeRecent();
        Bytes name = Bytes.wrap(prefix);
        Bytes from = noneBefore.getOrDefault(name, entry(prefix, 0, ""));
        Bytes end = entry(prefix, Math.min(moment, Long.MAX_VALUE - 1) + 1, "");
        List<String> keys = new ArrayList<>();
        if (from.compareTo(end) >= 0) {
            return keys;
        }
        Bytes first = null;
        int keyAt = prefix.length + Long.BYTES;
        // Without an end. RocksDB passes marks up to the next entry anyway, and with an end would not tell where that
        // is.
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, null)) {
            while (entries.hasNext() && keys.size() < most) {
                Bytes next = entries.next().key;
                first = first == null ? next : first;
                if (next.compareTo(end) >= 0) {
                    break;
                }
                byte[] entry = next.get();
                if (entry.length > keyAt) {
                    keys.add(new String(entry, keyAt, entry.length - keyAt, StandardCharsets.UTF_8));
                }
            }
        }
        noneBefore.put(name, first != null && prefixOf(first).equals(name) ? first : entry(prefix, Long.MAX_VALUE, ""));
        return keys;
    }
}
