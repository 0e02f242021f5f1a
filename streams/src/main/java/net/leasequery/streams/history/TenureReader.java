package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenures of one partition. Stateless; safe for any thread. Every answer is bounded: at most {@link #MOST}
 * tenures, for which at most {@link #MOST_LOOKED_AT} are examined.
 */
public final class TenureReader {

    /** Maximum number of tenures on a page. */
    public static final int MOST = 1_000;

    /** Maximum number of tenures that are examined for a page; the page then has the position of the next one. */
    public static final int MOST_LOOKED_AT = 20_000;

    private final ReadOnlyKeyValueStore<Bytes, byte[]> tenures;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> clients;

    /**
     * Creates a reader of one partition's stores, for example of
     * {@code streams.store(StoreQueryParameters.fromNameAndType(HistoryStores.TENURES,
     * QueryableStoreTypes.<Bytes, byte[]>keyValueStore()).withPartition(partition))}. Without {@code withPartition} the
     * order of answers would be wrong.
     *
     * @param tenures store {@link HistoryStores#TENURES}
     * @param clients store {@link HistoryStores#CLIENTS}, of the same partition
     */
    public TenureReader(ReadOnlyKeyValueStore<Bytes, byte[]> tenures, ReadOnlyKeyValueStore<Bytes, byte[]> clients) {
        this.tenures = tenures;
        this.clients = clients;
    }

    /**
     * Returns the tenures of an address whose outer bounds overlap a range. A tenure that has not ended counts as
     * unbounded. For an IPv6 address, includes the tenures of delegated prefixes that contain it.
     *
     * @param vpn null for the default one
     * @param address as in the bindings, a prefix with its length
     * @param range of time
     * @param limit 1 to {@link #MOST}
     * @param after position where the page before ended; null for the first page
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the store is not open here (any more)
     */
    public TenurePage ofAddress(
            @Nullable String vpn, String address, TimeRange range, int limit, @Nullable PagePosition after) {
        check(limit);
        List<TenurePage> pages = new ArrayList<>();
        for (String place : places(vpn, address)) {
            Bytes prefix = TenureStoreKey.prefix(vpn, place);
            pages.add(page(tenures, prefix, range, limit, after, TenureStoreKey::ofTenure, entry -> entry.value));
        }
        return TenurePage.merge(pages, limit);
    }

    /**
     * Returns the tenures of a client, of any address, whose outer bounds overlap a range.
     *
     * @param client by one identifier
     * @param range of time
     * @param limit 1 to {@link #MOST}
     * @param after position where the page before ended; null for the first page
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the store is not open here (any more)
     */
    public TenurePage ofClient(ClientSelector client, TimeRange range, int limit, @Nullable PagePosition after) {
        check(limit);
        return page(
                clients,
                TenureStoreKey.prefix(client),
                range,
                limit,
                after,
                entry -> TenureStoreKey.ofEntry(client, entry),
                entry -> tenures.get(TenureStoreKey.ofEntry(client, entry.key).tenure()));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " tenures, not " + limit);
        }
    }

    private interface KeyOf {
        TenureStoreKey of(Bytes stored);
    }

    private interface ValueOf {
        byte @Nullable [] of(KeyValue<Bytes, byte[]> entry);
    }

    private static TenurePage page(
            ReadOnlyKeyValueStore<Bytes, byte[]> store,
            Bytes prefix,
            TimeRange range,
            int limit,
            @Nullable PagePosition after,
            KeyOf keyOf,
            ValueOf valueOf) {
        List<AddressTenure> found = new ArrayList<>();
        int lookedAt = 0;
        long newest = after == null ? Long.MAX_VALUE - 1 : after.start();
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.reverseRange(TenureStoreKey.from(prefix, 0), TenureStoreKey.from(prefix, newest + 1))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                TenureStoreKey key = keyOf.of(entry.key);
                if (after != null && key.position().compareTo(after) <= 0) {
                    continue;
                }
                byte[] value = valueOf.of(entry);
                if (value != null && TenureRecord.overlaps(value, range)) {
                    found.add(TenureRecord.read(key, value));
                }
                lookedAt++;
                if (entries.hasNext() && (found.size() >= limit || lookedAt >= MOST_LOOKED_AT)) {
                    return new TenurePage(found, key.position());
                }
            }
        }
        return new TenurePage(found, null);
    }

    private List<String> places(@Nullable String vpn, String address) {
        List<String> places = new ArrayList<>();
        if (address.indexOf(':') >= 0) {
            places.addAll(Ipv6Prefixes.holding(address, PrefixLengths.of(clients, vpn)));
        }
        places.add(address);
        return places;
    }
}
