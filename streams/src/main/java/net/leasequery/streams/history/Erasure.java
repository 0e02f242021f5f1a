package net.leasequery.streams.history;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.leasequery.HistoryAnswer;
import net.leasequery.HistoryAnswerKey;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Executes each command once. For one thread. */
final class Erasure {
    private static final int SLICE = 1_000;
    private static final int LONGEST_ID = 64;
    private static final long KEPT_MILLIS = 90L * 24 * 3_600_000;

    private final HistorySettings settings;
    private final int partition;
    private final TenureStore store;
    private final KeyValueStore<String, GenericRecord> addresses;
    private final KeyValueStore<String, Long> executed;

    /**
     * Creates the executor of a partition.
     *
     * @param executed time at which each command was executed, by id
     */
    Erasure(
            HistorySettings settings,
            int partition,
            TenureStore store,
            KeyValueStore<String, GenericRecord> addresses,
            KeyValueStore<String, Long> executed) {
        this.settings = settings;
        this.partition = partition;
        this.store = store;
        this.addresses = addresses;
        this.executed = executed;
    }

    /** Counts what the erasure of a client removed. */
    private static final class Removed {
        private long tenures;
        private long entries;
        private final Set<String> addresses = new HashSet<>();
    }

    /** Executes a command and returns the answer; null if the command was executed before. */
    @Nullable
    Record<Object, Object> execute(GenericRecord command, long now) {
        String id = State.required(command, "id");
        forgetOld(now);
        if (executed.get(id) != null) {
            return null;
        }
        Removed removed = new Removed();
        String refused = refusal(command, id);
        if (refused == null) {
            ClientSelector.Kind kind = ClientSelector.Kind.named(State.required(command, "selector"))
                    .orElseThrow();
            erase(new ClientSelector(kind, State.required(command, "value")), removed, now);
        }
        executed.put(id, now);
        return answer(id, removed, refused, now);
    }

    private static @Nullable String refusal(GenericRecord command, String id) {
        if (id.length() > LONGEST_ID) {
            return "The id has more than " + LONGEST_ID + " characters";
        }
        if (!State.required(command, "type").equals("ERASE")) {
            return "Unknown type of command; ERASE is known";
        }
        var kind = ClientSelector.Kind.named(State.required(command, "selector"));
        if (kind.isEmpty()) {
            return "Unknown selector; hardware-address, client-id, duid, host-name and port are known";
        }
        return ClientSelector.isPossible(kind.get(), State.required(command, "value"))
                ? null
                : "The value is no " + kind.get().text() + "; octets are given in hex digits";
    }

    private void erase(ClientSelector client, Removed removed, long now) {
        List<TenureStoreKey> slice = store.of(client, SLICE);
        while (!slice.isEmpty()) {
            for (TenureStoreKey key : slice) {
                remove(client, key, removed, now);
            }
            slice = store.of(client, SLICE);
        }
    }

    private void remove(ClientSelector client, TenureStoreKey key, Removed removed, long now) {
        byte[] value = store.get(key);
        if (value == null) {
            store.removeEntry(client, key);
            removed.entries++;
            return;
        }
        String name = State.text(TenureRecord.record(value), "client");
        removed.tenures++;
        removed.entries += store.remove(key, now);
        AddressKey address = key.address();
        GenericRecord stored = addresses.get(address.text());
        if (stored != null) {
            AddressHistory history = AddressHistory.of(stored);
            if (history.forget(key.start(), word -> Objects.equals(name, word.client()))) {
                removed.addresses.add(address.text());
            }
            addresses.put(address.text(), history.record());
        }
    }

    private void forgetOld(long now) {
        try (KeyValueIterator<String, Long> all = executed.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> next = all.next();
                if (next.value < now - KEPT_MILLIS) {
                    executed.delete(next.key);
                }
            }
        }
    }

    private Record<Object, Object> answer(String id, Removed removed, @Nullable String refused, long now) {
        GenericRecord key = new GenericData.Record(HistoryAnswerKey.getClassSchema());
        key.put("id", id);
        key.put("partition", partition);
        GenericRecord answer = new GenericData.Record(HistoryAnswer.getClassSchema());
        answer.put("status", refused == null ? "DONE" : "REFUSED");
        answer.put("partitions", settings.partitions());
        answer.put("executedAt", now);
        answer.put("tenures", removed.tenures);
        answer.put("indexEntries", removed.entries);
        answer.put("addresses", (long) removed.addresses.size());
        answer.put("untilCompaction", removed.tenures == 0 ? List.of() : settings.untilCompaction());
        answer.put("outside", settings.outside());
        answer.put(
                "detail",
                refused != null
                        ? refused
                        : "A server that still leases an address to the client will report it again with the next"
                                + " renewal. Topics named in outside keep their records.");
        return new Record<>(key, answer, now);
    }
}
