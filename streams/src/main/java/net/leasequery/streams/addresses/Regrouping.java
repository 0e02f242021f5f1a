package net.leasequery.streams.addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Moves views when servers have changed their groups since the stores were written, because a compacted topic is not
 * read again. The only scan of all addresses: once after a start with changed groups, in slices. For one thread.
 */
final class Regrouping {
    private static final String GROUPS = "groups";
    private static final String NEXT = "next";
    private static final int SLICE = 2_000;

    private final Groups groups;
    private final KeyValueStore<String, String> progress;
    private final KeyValueStore<String, GenericRecord> addresses;
    private final String wanted;
    private boolean done;

    Regrouping(Groups groups, KeyValueStore<String, String> progress, KeyValueStore<String, GenericRecord> addresses) {
        this.groups = groups;
        this.progress = progress;
        this.addresses = addresses;
        TreeMap<String, String> configured = new TreeMap<>();
        for (Group group : groups.configured()) {
            configured.put(group.name(), group.kind() + " " + group.members());
        }
        wanted = configured.toString();
    }

    /** Takes a view that has moved to another group. */
    interface Taker {
        void take(AddressKey key, GenericRecord update, long recordedAt);
    }

    /** Moves the views of the next addresses; returns all scanned keys, because members or kind may have changed. */
    List<AddressKey> next(Taker taker) {
        List<AddressKey> changed = new ArrayList<>();
        if (done) {
            return changed;
        }
        String stored = progress.get(GROUPS);
        if (stored == null) {
            // The first start: everything that is stored belongs to these groups.
            progress.put(GROUPS, wanted);
        }
        if (stored == null || stored.equals(wanted)) {
            done = true;
            return changed;
        }
        String from = progress.get(NEXT);
        List<KeyValue<String, GenericRecord>> slice = slice(from);
        for (KeyValue<String, GenericRecord> entry : slice) {
            AddressKey key = AddressKey.parse(entry.key);
            move(key, AddressState.of(entry.value), taker);
            changed.add(key);
        }
        if (slice.size() < SLICE) {
            progress.put(GROUPS, wanted);
            progress.delete(NEXT);
            done = true;
        } else {
            progress.put(NEXT, slice.get(slice.size() - 1).key);
        }
        return changed;
    }

    private List<KeyValue<String, GenericRecord>> slice(@Nullable String from) {
        List<KeyValue<String, GenericRecord>> slice = new ArrayList<>();
        try (KeyValueIterator<String, GenericRecord> entries =
                from == null ? addresses.all() : addresses.range(from, null)) {
            while (entries.hasNext() && slice.size() < SLICE) {
                slice.add(entries.next());
            }
        }
        return slice;
    }

    private void move(AddressKey key, AddressState state, Taker taker) {
        List<String> movers = state.updates().keySet().stream()
                .filter(server -> !groups.of(server).name().equals(key.group()))
                .toList();
        List<GenericRecord> moved = movers.stream().map(state::remove).toList();
        if (!moved.isEmpty()) {
            addresses.put(key.text(), state.record());
        }
        for (GenericRecord update : moved) {
            String group = groups.of(State.required(update, "server")).name();
            taker.take(new AddressKey(group, key.vpn(), key.address()), update, State.longOf(update, "recordedAt"));
        }
    }
}
