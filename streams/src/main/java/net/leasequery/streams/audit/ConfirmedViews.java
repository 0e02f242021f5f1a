package net.leasequery.streams.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tracks how far the view of each server is complete here. A claim travels by another path than the records that it
 * covers; it counts only when everything that was in the inputs at the time of the claim has been processed. There are
 * few servers, so all claims are kept in memory. For one thread.
 */
public final class ConfirmedViews {

    /** Store of claims, the newest of each server. */
    private final KeyValueStore<String, GenericRecord> store;

    private final Frontier frontier;
    private final Map<String, GenericRecord> byServer = new HashMap<>();
    /** Claims that are not yet confirmed. The next claim of a server must not displace them. */
    private final Map<String, GenericRecord> waiting = new HashMap<>();

    /**
     * Reads the stored claims.
     *
     * @param store claims by server
     * @param frontier how far the inputs have been processed
     */
    public ConfirmedViews(KeyValueStore<String, GenericRecord> store, Frontier frontier) {
        this.store = store;
        this.frontier = frontier;
        try (KeyValueIterator<String, GenericRecord> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, GenericRecord> next = all.next();
                byServer.put(next.key, next.value);
            }
        }
    }

    /**
     * Whether a claim removes a server from a group that the server has left already. The claims of two groups may come
     * by different partitions, so the first claim of the new group may be the earlier one.
     */
    public boolean isOfFormerGroup(GenericRecord claim) {
        GenericRecord newest = byServer.get(State.required(claim, "server"));
        return State.flag(claim, "removed")
                && newest != null
                && !State.required(newest, "group").equals(State.required(claim, "group"));
    }

    /** Takes a claim. */
    public void accept(GenericRecord claim) {
        if (isOfFormerGroup(claim)) {
            return;
        }
        String server = State.required(claim, "server");
        if (State.flag(claim, "removed")) {
            waiting.remove(server);
            if (claim.get("retiredAt") == null) {
                store.delete(server);
                byServer.remove(server);
            } else {
                store.put(server, claim);
                byServer.put(server, claim);
            }
            return;
        }
        GenericRecord before = byServer.get(server);
        claim.put("confirmed", before == null ? null : before.get("confirmed"));
        byServer.put(server, claim);
        store.put(server, claim);
        if (State.flag(claim, "complete")) {
            waiting.putIfAbsent(server, claim);
        } else {
            waiting.remove(server);
        }
    }

    /** Confirms every claim whose records have all been processed. */
    public void confirm() {
        long reached = frontier.reached();
        for (String server : List.copyOf(waiting.keySet())) {
            GenericRecord claim = waiting.get(server);
            GenericRecord newest = byServer.get(server);
            if (claim == null || newest == null || State.longOf(claim, "claimedAt") > reached) {
                continue;
            }
            boolean newestToo = State.longOf(newest, "claimedAt") <= reached;
            newest.put("confirmed", (newestToo ? newest : claim).get("watermark"));
            store.put(server, newest);
            if (newestToo) {
                waiting.remove(server);
            } else {
                waiting.put(server, newest);
            }
        }
    }

    /** Whether findings may open: all records that the inputs held at start have been processed. */
    public boolean isReady() {
        return frontier.reached() != Frontier.NOT_YET;
    }

    /** Whether the view of the server is complete up to its watermark. */
    public boolean isComplete(String server) {
        GenericRecord claim = byServer.get(server);
        return claim != null && State.flag(claim, "complete");
    }

    /** Returns the moment up to which the view is complete and all its records are processed; 0 if there is none. */
    public long confirmedTo(String server) {
        GenericRecord claim = byServer.get(server);
        Long confirmed = claim == null ? null : State.number(claim, "confirmed");
        return confirmed == null ? 0 : confirmed;
    }

    /** Whether the connector no longer follows the server, and has ended its bindings. */
    public boolean isRetired(String server) {
        return retiredAt(server) != null;
    }

    /** Returns when the server was retired; null if it was not, or is followed again. */
    public @Nullable Long retiredAt(String server) {
        GenericRecord claim = byServer.get(server);
        return claim == null ? null : State.number(claim, "retiredAt");
    }

    /** Returns the retired servers. */
    public Set<String> retired() {
        Set<String> retired = new TreeSet<>(byServer.keySet());
        retired.removeIf(server -> !isRetired(server));
        return retired;
    }

    /** Returns the known servers. */
    public List<String> servers() {
        return new ArrayList<>(byServer.keySet());
    }

    /** Whether servers of more than one group are known. */
    public boolean hasSeveralGroups() {
        @Nullable String first = null;
        for (GenericRecord claim : byServer.values()) {
            if (State.flag(claim, "removed")) {
                continue;
            }
            String group = State.required(claim, "group");
            if (first != null && !first.equals(group)) {
                return true;
            }
            first = group;
        }
        return false;
    }
}
