package net.leasequery.streams.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.streams.audit.DueTimes;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Processes the records of all servers about one partition's addresses, claims of completeness, and commands. Forwards
 * tenures and answers to commands. Runs in the thread of its task.
 */
public final class TenureProcessor implements Processor<String, GenericRecord, Object, Object> {
    private static final Duration PUNCTUATION = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 5_000;

    private final HistorySettings settings;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, GenericRecord> addresses;
    private ObservedServers observed;
    private TenureStore store;
    private RetentionOrder retention;
    private DueTimes waits;
    private Erasure erasure;

    /** @param settings shared by all tasks */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public TenureProcessor(HistorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        context = given;
        addresses = context.getStateStore(HistoryStores.ADDRESSES);
        KeyValueStore<Bytes, byte[]> tenures = context.getStateStore(HistoryStores.TENURES);
        KeyValueStore<Bytes, byte[]> clients = context.getStateStore(HistoryStores.CLIENTS);
        KeyValueStore<Bytes, byte[]> due = context.getStateStore(HistoryStores.DUE);
        KeyValueStore<String, GenericRecord> completeness = context.getStateStore(HistoryStores.COMPLETENESS);
        KeyValueStore<String, Long> since = context.getStateStore(HistoryStores.OBSERVED);
        KeyValueStore<String, Long> executed = context.getStateStore(HistoryStores.COMMANDS);
        observed = new ObservedServers(completeness, since, settings.frontier());
        retention = new RetentionOrder(context.getStateStore(HistoryStores.RETENTION));
        store = new TenureStore(tenures, clients, retention, context::forward);
        waits = new DueTimes(due);
        erasure = new Erasure(settings, context.taskId().partition(), store, addresses, executed);
        context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    @Override
    public void process(Record<String, GenericRecord> record) {
        GenericRecord value = record.value();
        if (State.is(value, State.COMPLETENESS)) {
            observed.accept(value);
        } else if (State.is(value, State.COMMAND)) {
            Record<Object, Object> answer = erasure.execute(value, context.currentSystemTimeMs());
            if (answer != null) {
                context.forward(answer);
            }
        } else {
            String server = State.required(value, "server");
            take(AddressKey.parse(record.key()).in(settings.groups().of(server).name()), value);
        }
    }

    private void take(AddressKey key, GenericRecord update) {
        AddressHistory history = AddressHistory.of(addresses.get(key.text()));
        String server = State.required(update, "server");
        if (!history.statements().containsKey(server) && !takeFromFormerGroups(key, update, history)) {
            return;
        }
        Statement before = history.statements().get(server);
        GenericRecord binding = binding(update);
        if (binding == null && before == null) {
            return;
        }
        Statement now = statement(update, before);
        if (!now.isNewsAfter(before, settings.epsilonMillis())) {
            return;
        }
        if (before != null && before.isForgotten(now, settings.epsilonMillis())) {
            history.statements().put(now.server(), now.forgetting());
            addresses.put(key.text(), history.record());
            return;
        }
        TenureList tenures = tenures(key, history);
        recall(key, now, tenures);
        TenureReview review = review(key, history, tenures);
        Statement taken = review.take(now, binding);
        dropOutdated(tenures);
        boolean erased = before != null
                && before.isEndOfForgotten(taken, settings.epsilonMillis())
                && tenures.of(taken.client()).isEmpty();
        history.statements().put(taken.server(), erased ? taken.forgetting() : taken);
        save(key, history, tenures, review);
    }

    /** Returns the binding of a record. For a tombstone, another processor may have filled in the last one. */
    private static @Nullable GenericRecord binding(GenericRecord update) {
        return State.flag(update, "tombstone") ? null : (GenericRecord) update.get("binding");
    }

    private Statement statement(GenericRecord update, @Nullable Statement before) {
        return binding(update) == null
                ? Statement.deleted(update, Objects.requireNonNull(before))
                : Statement.of(update).after(before, settings.epsilonMillis());
    }

    /**
     * Moves what a server said last about an address when it was in another group: a record that repeats it must not
     * bring an erased client back. Its tenures end there and begin again here, so the statement names no client.
     *
     * @return false if the record is not news, so that nothing changes
     */
    private boolean takeFromFormerGroups(AddressKey key, GenericRecord update, AddressHistory history) {
        String server = State.required(update, "server");
        Map<AddressKey, AddressHistory> groups = new HashMap<>();
        try (KeyValueIterator<String, GenericRecord> same = addresses.prefixScan(key.place(), new StringSerializer())) {
            while (same.hasNext()) {
                KeyValue<String, GenericRecord> entry = same.next();
                AddressHistory former = AddressHistory.of(entry.value);
                if (former.statements().containsKey(server)) {
                    groups.put(AddressKey.parse(entry.key), former);
                }
            }
        }
        Statement latest = groups.values().stream()
                .map(former -> former.statements().get(server))
                .max(Comparator.comparingLong(Statement::recordedAt))
                .orElse(null);
        if (latest == null) {
            return true;
        }
        if (!statement(update, latest).isNewsAfter(latest, settings.epsilonMillis())) {
            return false;
        }
        groups.forEach((group, former) -> leave(group, former, update));
        history.statements().put(server, latest.named(null));
        addresses.put(key.text(), history.record());
        return true;
    }

    private void leave(AddressKey group, AddressHistory former, GenericRecord update) {
        Statement before = Objects.requireNonNull(former.statements().remove(State.required(update, "server")));
        TenureList tenures = tenures(group, former);
        TenureReview review = review(group, former, tenures);
        review.leave(statement(update, before), before);
        save(group, former, tenures, review);
    }

    /** A server that was not followed for a long time may report a tenure that is no longer among the recent ones. */
    private void recall(AddressKey key, Statement now, TenureList tenures) {
        String client = now.client();
        long beganBy = now.seen() + settings.epsilonMillis();
        if (client == null
                || !tenures.mayLack(beganBy)
                || tenures.of(client).stream().anyMatch(own -> own.key().start() <= beganBy)) {
            return;
        }
        StoredTenure older = store.lastOf(client, key, beganBy);
        if (older != null) {
            older.breakAt(older.lastSeen());
            tenures.recall(older);
        }
    }

    private TenureReview review(AddressKey key, AddressHistory history, TenureList tenures) {
        Group group = settings.groups().named(key.group());
        return new TenureReview(group, settings.epsilonMillis(), history.statements(), tenures, observed);
    }

    private TenureList tenures(AddressKey key, AddressHistory history) {
        List<StoredTenure> tenures = new ArrayList<>();
        for (GenericRecord recent : history.recent()) {
            TenureStoreKey stored = new TenureStoreKey(key, State.longOf(recent, "start"));
            byte[] value = store.get(stored);
            if (value != null) {
                tenures.add(StoredTenure.read(stored, value, recent));
            }
        }
        return new TenureList(key, tenures);
    }

    private void save(AddressKey key, AddressHistory history, TenureList tenures, TenureReview review) {
        long now = context.currentSystemTimeMs();
        tenures.merged().forEach(part -> store.remove(part.key(), now));
        tenures.all().forEach(tenure -> store.save(tenure, now));
        List<Bytes> wanted = review.waits(key.text());
        history.recent(tenures.recent());
        // An erasure finds a client by its tenures, so a statement names no other client.
        history.statements()
                .replaceAll((server, word) -> tenures.of(word.client()).isEmpty() ? word.named(null) : word);
        GenericRecord record = history.record();
        waits.replace(record, wanted);
        addresses.put(key.text(), record);
    }

    /** A server may report its last client for years. */
    private void dropOutdated(TenureList tenures) {
        long now = context.currentSystemTimeMs();
        for (StoredTenure tenure : tenures.all()) {
            if (isOutdated(tenure.record(), now)) {
                store.remove(tenure.key(), now);
                tenures.drop(tenure);
            }
        }
    }

    private boolean isOutdated(GenericRecord tenure, long now) {
        return TenureStore.inForceUntil(tenure) < now - settings.retentionMillis();
    }

    private void punctuate(long now) {
        observed.confirmed().confirm();
        for (String server : observed.confirmed().servers()) {
            if (observed.confirmed().isComplete(server) || observed.isRetired(server)) {
                waits.dueAtWatermark(server, observed.completeTo(server), MOST_AT_ONCE)
                        .forEach(this::lookAgain);
            }
        }
        retention.dueBefore(now - settings.retentionMillis(), MOST_AT_ONCE).forEach(entry -> outdate(entry, now));
    }

    private void lookAgain(String text) {
        AddressKey key = AddressKey.parse(text);
        GenericRecord stored = addresses.get(text);
        if (stored != null) {
            AddressHistory history = AddressHistory.of(stored);
            TenureList tenures = tenures(key, history);
            TenureReview review = review(key, history, tenures);
            review.lookAgain();
            dropOutdated(tenures);
            save(key, history, tenures, review);
        }
    }

    /** Removes a tenure that is past its retention, or postpones it to when it was last in force. */
    private void outdate(Bytes entry, long now) {
        TenureStoreKey key = RetentionOrder.tenureOf(entry);
        byte[] value = store.get(key);
        if (value == null) {
            retention.remove(entry);
            return;
        }
        GenericRecord tenure = TenureRecord.record(value);
        if (!isOutdated(tenure, now)) {
            retention.postpone(entry, Math.min(now, TenureStore.inForceUntil(tenure)));
            return;
        }
        store.remove(key, now);
        retention.remove(entry);
        forget(key, State.text(tenure, "client"));
    }

    private void forget(TenureStoreKey key, @Nullable String client) {
        String text = key.address().text();
        GenericRecord stored = addresses.get(text);
        if (stored == null) {
            return;
        }
        AddressHistory history = AddressHistory.of(stored);
        boolean others = !tenures(key.address(), history).of(client).isEmpty();
        history.forget(
                key.start(),
                word -> !others && word.client() != null && word.client().equals(client));
        if (history.isEmpty()) {
            GenericRecord record = history.record();
            waits.replace(record, List.of());
            addresses.delete(text);
        } else {
            addresses.put(text, history.record());
        }
    }
}
