package net.leasequery.streams.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The entries of {@link DueTimes} since its last look, in pages of several entries. Most are removed within a second,
 * when the partner has reported the same: stored one by one, each would leave a mark of its removal in RocksDB and in
 * the changelog. For one thread.
 */
final class RecentEntries {
    private static final byte[] PREFIX = {'P', 0};
    private static final int ENTRIES_OF_A_PAGE = 16;
    private static final int MOST = 4_096;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Bytes, Page> pages = new HashMap<>();
    private final BitSet numbers = new BitSet();
    private Page open;

    private record Page(int number, List<Bytes> entries) {}

    /** Reads the stored pages. */
    RecentEntries(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> stored = store.range(key(0), key(Integer.MAX_VALUE))) {
            stored.forEachRemaining(this::load);
        }
        open = next();
    }

    private void load(KeyValue<Bytes, byte[]> stored) {
        int number = ByteBuffer.wrap(stored.key.get()).getInt(PREFIX.length);
        numbers.set(number);
        Page page = new Page(number, decode(stored.value));
        page.entries().forEach(entry -> pages.put(entry, page));
    }

    private Page next() {
        int number = numbers.nextClearBit(0);
        numbers.set(number);
        return new Page(number, new ArrayList<>(ENTRIES_OF_A_PAGE));
    }

    boolean isFull() {
        return pages.size() >= MOST;
    }

    void add(Bytes entry) {
        if (open.entries().size() == ENTRIES_OF_A_PAGE) {
            open = next();
        }
        open.entries().add(entry);
        pages.put(entry, open);
        save(open);
    }

    /** Removes an entry; returns whether it was one of these. */
    boolean remove(Bytes entry) {
        Page page = pages.remove(entry);
        if (page == null) {
            return false;
        }
        page.entries().remove(entry);
        save(page);
        return true;
    }

    private void save(Page page) {
        boolean empty = page.entries().isEmpty();
        store.put(key(page.number()), empty ? null : encode(page.entries()));
        if (empty && page.number() != open.number()) {
            numbers.clear(page.number());
        }
    }

    /** Removes all entries and returns them. */
    List<Bytes> takeAll() {
        if (pages.isEmpty()) {
            return List.of();
        }
        List<Bytes> all = new ArrayList<>(pages.keySet());
        pages.values().stream().map(Page::number).distinct().forEach(number -> store.put(key(number), null));
        pages.clear();
        numbers.clear();
        open = next();
        return all;
    }

    private static Bytes key(int number) {
        return Bytes.wrap(ByteBuffer.allocate(PREFIX.length + Integer.BYTES)
                .put(PREFIX)
                .putInt(number)
                .array());
    }

    private static byte[] encode(List<Bytes> entries) {
        int length = entries.size() * Integer.BYTES;
        for (Bytes entry : entries) {
            length += entry.get().length;
        }
        ByteBuffer page = ByteBuffer.allocate(length);
        for (Bytes entry : entries) {
            page.putInt(entry.get().length).put(entry.get());
        }
        return page.array();
    }

    private static List<Bytes> decode(byte[] stored) {
        List<Bytes> entries = new ArrayList<>();
        ByteBuffer page = ByteBuffer.wrap(stored);
        while (page.hasRemaining()) {
            byte[] entry = new byte[page.getInt()];
            page.get(entry);
            entries.add(Bytes.wrap(entry));
        }
        return entries;
    }
}
