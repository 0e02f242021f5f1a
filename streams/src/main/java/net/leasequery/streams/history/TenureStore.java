package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.leasequery.TenureKey;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the store of tenures, its index, the order of retention and the topic consistent. For one thread. */
final class TenureStore {
    private static final byte[] NOTHING = new byte[0];
    private static final int MOST_LOOKED_AT = 100;

    private final KeyValueStore<Bytes, byte[]> tenures;
    private final KeyValueStore<Bytes, byte[]> clients;
    private final RetentionOrder retention;
    private final Consumer<Record<Object, Object>> out;

    TenureStore(
            KeyValueStore<Bytes, byte[]> tenures,
            KeyValueStore<Bytes, byte[]> clients,
            RetentionOrder retention,
            Consumer<Record<Object, Object>> out) {
        this.tenures = tenures;
        this.clients = clients;
        this.retention = retention;
        this.out = out;
    }

    byte @Nullable [] get(TenureStoreKey key) {
        return tenures.get(key.tenure());
    }

    /** Returns the last tenure of a client that began by a moment, among the last few of the address; null if none. */
    @Nullable
    StoredTenure lastOf(String client, AddressKey address, long beganBy) {
        Bytes prefix = TenureStoreKey.prefix(address.vpn(), address.address());
        int lookedAt = 0;
        try (KeyValueIterator<Bytes, byte[]> entries =
                tenures.reverseRange(TenureStoreKey.from(prefix, 0), TenureStoreKey.from(prefix, beganBy + 1))) {
            while (entries.hasNext() && lookedAt < MOST_LOOKED_AT) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                TenureStoreKey key = TenureStoreKey.ofTenure(entry.key);
                StoredTenure tenure = StoredTenure.read(key, entry.value, State.record(State.RECENT_TENURE));
                if (key.address().equals(address) && tenure.isOf(client)) {
                    return tenure;
                }
                lookedAt++;
            }
        }
        return null;
    }

    /** Stores a tenure if it has changed. */
    void save(StoredTenure tenure, long now) {
        Bytes key = tenure.key().tenure();
        byte[] before = tenures.get(key);
        byte[] after = TenureRecord.write(tenure.record());
        if (before != null && Arrays.equals(before, after)) {
            return;
        }
        tenures.put(key, after);
        if (before == null) {
            retention.add(tenure.key(), tenure.key().start());
        }
        // Also for a tenure that is already stored: a store of an earlier version has no lengths.
        PrefixLengths.add(
                clients, tenure.key().address().vpn(), tenure.key().address().address());
        if (before == null || tenure.identityChanged()) {
            Set<ClientSelector> wanted = ClientSelectors.of(tenure.record());
            Set<ClientSelector> indexed =
                    before == null ? new HashSet<>() : ClientSelectors.of(TenureRecord.record(before));
            indexed.stream()
                    .filter(one -> !wanted.contains(one))
                    .forEach(one -> clients.delete(tenure.key().entry(one)));
            wanted.stream()
                    .filter(one -> !indexed.contains(one))
                    .forEach(one -> clients.put(tenure.key().entry(one), NOTHING));
        }
        out.accept(new Record<>(topicKey(tenure.key()), tenure.record(), now));
    }

    /** Removes a tenure from the stores and the topic; returns the number of index entries removed. */
    int remove(TenureStoreKey key, long now) {
        byte[] value = tenures.delete(key.tenure());
        if (value == null) {
            return 0;
        }
        Set<ClientSelector> indexed = ClientSelectors.of(TenureRecord.record(value));
        indexed.forEach(one -> clients.delete(key.entry(one)));
        // A postponed entry in the order of retention stays until it is due; it does not contain the client.
        retention.remove(key, key.start());
        out.accept(new Record<>(topicKey(key), null, now));
        return indexed.size();
    }

    /** Returns at most {@code most} tenures of a client. */
    List<TenureStoreKey> of(ClientSelector client, int most) {
        Bytes prefix = TenureStoreKey.prefix(client);
        List<TenureStoreKey> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                clients.range(TenureStoreKey.from(prefix, 0), TenureStoreKey.from(prefix, Long.MAX_VALUE))) {
            while (entries.hasNext() && found.size() < most) {
                found.add(TenureStoreKey.ofEntry(client, entries.next().key));
            }
        }
        return found;
    }

    /** Removes an entry of the index whose tenure does not exist. */
    void removeEntry(ClientSelector client, TenureStoreKey key) {
        clients.delete(key.entry(client));
    }

    private static GenericRecord topicKey(TenureStoreKey key) {
        GenericRecord record = new GenericData.Record(TenureKey.getClassSchema());
        record.put("group", key.address().group());
        record.put("vpn", key.address().vpn());
        record.put("address", key.address().address());
        record.put("start", key.start());
        return record;
    }

    /**
     * Returns when a tenure was last in force: its end, or else the later of its last exchange and its expiry. {@link
     * Long#MAX_VALUE} for an open tenure of an infinite lease.
     */
    static long inForceUntil(GenericRecord tenure) {
        Long end = State.number(tenure, "end");
        if (end != null) {
            return end;
        }
        if (State.flag(tenure, "infiniteLease")) {
            return Long.MAX_VALUE;
        }
        Long expiry = State.number(tenure, "leaseExpiryTime");
        return Math.max(State.longOf(tenure, "lastSeen"), expiry == null ? 0 : expiry);
    }
}
