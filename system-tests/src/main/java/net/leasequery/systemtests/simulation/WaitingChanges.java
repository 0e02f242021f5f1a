package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that a stream still has to send, in the order that the server prefers. */
final class WaitingChanges {

    private final SimulatedServer server;
    private final ArrayDeque<Integer> catchUp = new ArrayDeque<>();
    private final Map<Integer, Lease> newest = new LinkedHashMap<>();
    private final ArrayDeque<Lease> changes = new ArrayDeque<>();

    WaitingChanges(SimulatedServer server) {
        this.server = server;
    }

    /** Adds the addresses that were missed. */
    void addToCatchUp(Collection<Integer> slots) {
        catchUp.addAll(slots);
    }

    /** Forgets the addresses that were missed. */
    void dropCatchUp() {
        catchUp.clear();
    }

    /** Adds a change. */
    void add(Lease lease) {
        if (server.newestFirst()) {
            newest.remove(lease.slot());
            newest.put(lease.slot(), lease);
        } else if (!server.freedoms().coalesces() || !takesPlace(lease)) {
            changes.add(lease);
        }
    }

    /** Whether older changes of the address waited and were replaced. */
    private boolean takesPlace(Lease lease) {
        List<Lease> waiting = List.copyOf(changes);
        changes.clear();
        boolean replaced = false;
        for (Lease other : waiting) {
            boolean same = other.slot() == lease.slot();
            if (!same || !replaced) {
                changes.add(same ? lease : other);
            }
            replaced |= same;
        }
        return replaced;
    }

    boolean isEmpty() {
        return changes.isEmpty() && newest.isEmpty() && catchUp.isEmpty();
    }

    /** The leases of the next message; null if nothing waits. */
    @Nullable
    List<Lease> next() {
        Lease change = changes.poll();
        if (change == null && !newest.isEmpty()) {
            List<Integer> slots = new ArrayList<>(newest.keySet());
            change = newest.remove(slots.get(slots.size() - 1));
        }
        if (change != null) {
            return List.of(change);
        }
        Integer slot = catchUp.poll();
        Lease present = slot == null ? null : server.leases().at(slot);
        return present == null ? null : List.of(present);
    }
}
