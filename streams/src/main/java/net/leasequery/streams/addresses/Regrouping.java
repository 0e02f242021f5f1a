package net.leasequery.streams.addresses;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Moves views when servers have changed their groups since the stores were written, because a compacted topic is not
 * read again. The only scan of all addresses: once after a start with changed groups or rules, and when a member of a
 * group was retired or is followed again; in slices. For one thread.
 */
final class Regrouping {
    private static final String GROUPS = "groups";
    private static final String TOWARDS = "towards";
    private static final String NEXT = "next";
    private static final int SLICE = 2_000;

    private final AddressSettings settings;
    private final Groups groups;
    private final KeyValueStore<String, String> progress;
    private final KeyValueStore<String, GenericRecord> addresses;
    private String wanted;
    private boolean begun;
    private boolean done;

    Regrouping(
            AddressSettings settings,
            Set<String> retired,
            KeyValueStore<String, String> progress,
            KeyValueStore<String, GenericRecord> addresses) {
        this.settings = settings;
        this.groups = settings.groups();
        this.progress = progress;
        this.addresses = addresses;
        this.wanted = text(settings, retired);
    }

    /** A retired member is no longer compared with, or a server that was retired is again. */
    void afterRetirement(Set<String> retired) {
        wanted = text(settings, retired);
        begun = false;
    }

    /** Everything that the result for an address depends on, apart from its views. */
    private static String text(AddressSettings settings, Set<String> retired) {
        TreeMap<String, String> configured = new TreeMap<>();
        for (Group group : settings.groups().configured()) {
            // Without the retired ones: an earlier version did not name them.
            configured.put(
                    group.name(),
                    String.join(
                            " ",
                            group.kind().toString(),
                            group.without(retired::contains).members().toString(),
                            group.links().toString(),
                            Long.toString(group.graceMillis()),
                            Long.toString(group.mcltMillis()),
                            Long.toString(group.staleAfterMillis())));
        }
        return configured + " " + settings.epsilonMillis() + " " + settings.expiryToleranceMillis() + " "
                + settings.audits();
    }

    private boolean isDone() {
        if (!begun) {
            begun = true;
            done = begin();
        }
        return done;
    }

    /**
     * Stores which groups the views are moved to, because the groups may change again before all are moved. Returns
     * whether none has to be moved.
     */
    private boolean begin() {
        String stored = progress.get(GROUPS);
        String towards = progress.get(TOWARDS);
        if (stored == null) {
            // The first start: everything that is stored belongs to these groups.
            progress.put(GROUPS, wanted);
        }
        if (stored == null || (towards == null && stored.equals(wanted))) {
            return true;
        }
        if (!wanted.equals(towards)) {
            progress.put(TOWARDS, wanted);
            progress.delete(NEXT);
        }
        return false;
    }

    /**
     * Moves the views of the next addresses. Returns the keys to review: all scanned ones, because members, kind or
     * links of their groups may have changed, and those that got a view.
     */
    Set<AddressKey> next() {
        Set<AddressKey> changed = new LinkedHashSet<>();
        if (isDone()) {
            return changed;
        }
        String from = progress.get(NEXT);
        List<KeyValue<String, GenericRecord>> slice = slice(from);
        for (KeyValue<String, GenericRecord> entry : slice) {
            AddressKey key = AddressKey.parse(entry.key);
            changed.add(key);
            changed.addAll(move(key));
        }
        if (slice.size() < SLICE) {
            progress.put(GROUPS, wanted);
            progress.delete(TOWARDS);
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

    /**
     * Moves all views of an address that are not in the group of their server. A record that comes before the scan has
     * reached its address must find the view that it replaces. Returns the keys that lost or got a view.
     */
    Set<AddressKey> move(AddressKey address) {
        Set<AddressKey> changed = new LinkedHashSet<>();
        if (isDone()) {
            return changed;
        }
        List<GenericRecord> moved = new ArrayList<>();
        for (KeyValue<String, GenericRecord> entry : stored(address)) {
            AddressKey key = AddressKey.parse(entry.key);
            AddressState state = AddressState.of(entry.value);
            List<String> movers = state.updates().keySet().stream()
                    .filter(server -> !groups.of(server).name().equals(key.group()))
                    .toList();
            if (!movers.isEmpty()) {
                movers.forEach(server -> moved.add(state.remove(server)));
                addresses.put(entry.key, state.record());
                changed.add(key);
            }
        }
        for (GenericRecord update : moved) {
            String group = groups.of(State.required(update, "server")).name();
            AddressKey key = new AddressKey(group, address.vpn(), address.address());
            AddressState state = AddressState.of(addresses.get(key.text()));
            state.take(update);
            addresses.put(key.text(), state.record());
            changed.add(key);
        }
        return changed;
    }

    private List<KeyValue<String, GenericRecord>> stored(AddressKey address) {
        List<KeyValue<String, GenericRecord>> stored = new ArrayList<>();
        try (KeyValueIterator<String, GenericRecord> all =
                addresses.prefixScan(address.place(), new StringSerializer())) {
            all.forEachRemaining(stored::add);
        }
        return stored;
    }
}
