package net.leasequery.streams.addresses;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.merge.View;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The state of one address in one group. Bounded: one view for each member. For one thread. */
final class AddressState {
    private final GenericRecord stored;
    private final Map<String, GenericRecord> updates = new LinkedHashMap<>();

    private AddressState(GenericRecord stored) {
        this.stored = stored;
        for (Object update : (List<?>) stored.get("views")) {
            updates.put(State.required((GenericRecord) update, "server"), (GenericRecord) update);
        }
    }

    static AddressState of(@Nullable GenericRecord stored) {
        if (stored != null) {
            return new AddressState(stored);
        }
        GenericRecord empty = State.record(State.ADDRESS);
        empty.put("views", List.of());
        empty.put("troubles", List.of());
        empty.put("waits", List.of());
        empty.put("lease", ByteBuffer.allocate(0));
        return new AddressState(empty);
    }

    /**
     * Takes the newest record of a server; returns whether it changes anything. A record that is read a second time
     * changes nothing. If a topic was created anew, its offsets begin again but its timestamps do not.
     */
    boolean take(GenericRecord update) {
        String server = State.required(update, "server");
        GenericRecord before = updates.get(server);
        if (before != null && isReadBefore(update, before)) {
            return false;
        }
        if (update.get("binding") == null) {
            if (before == null) {
                return false;
            }
            update.put("binding", before.get("binding"));
            update.put("tombstone", true);
        }
        updates.put(server, update);
        stored.put("views", new ArrayList<>(updates.values()));
        return true;
    }

    /**
     * Whether a record is not newer than the last one. Records of one key lie in two partitions if the topic has got more
     * of them, or if keys are written in another way; partitions are read in no order.
     */
    private static boolean isReadBefore(GenericRecord update, GenericRecord last) {
        long recorded = State.longOf(update, "recordedAt");
        long lastRecorded = State.longOf(last, "recordedAt");
        return State.required(last, "source").equals(State.required(update, "source"))
                ? State.longOf(update, "offset") <= State.longOf(last, "offset") && recorded <= lastRecorded
                : recorded < lastRecorded;
    }

    /** Returns the newest record of each server. */
    Map<String, GenericRecord> updates() {
        return updates;
    }

    /** Removes the record of a server and returns it. */
    GenericRecord remove(String server) {
        GenericRecord removed = updates.remove(server);
        if (removed == null) {
            throw new IllegalStateException("No view of " + server);
        }
        stored.put("views", new ArrayList<>(updates.values()));
        return removed;
    }

    /** Whether no server has the address any more. */
    boolean isOver() {
        return updates.values().stream().allMatch(update -> State.flag(update, "tombstone"));
    }

    /** Returns the view of each server, in the order of the group. */
    Map<String, View> views(Group group, long epsilonMillis) {
        List<View> views = new ArrayList<>();
        updates.values().forEach(update -> views.add(BindingViews.of(update)));
        views.sort(Comparator.<View>comparingInt(view -> group.order(view.server()))
                .thenComparing(View::server));
        Map<String, View> byServer = new LinkedHashMap<>();
        views.forEach(view -> byServer.put(view.server(), view));
        if (ClientNames.agree(byServer)) {
            return byServer;
        }
        Map<String, @Nullable String> hardware = new HashMap<>();
        updates.forEach((server, update) -> hardware.put(server, BindingViews.hardware(BindingViews.binding(update))));
        return ClientNames.unified(byServer, hardware, epsilonMillis);
    }

    @Nullable
    GenericRecord holding() {
        return (GenericRecord) stored.get("holding");
    }

    /** Whether a client holds the address at this moment, by the last review. */
    boolean isHeldAt(long now) {
        GenericRecord holding = holding();
        return holding != null && State.longOf(holding, "until") > now;
    }

    /** Returns the record for the store. */
    GenericRecord record() {
        return stored;
    }
}
