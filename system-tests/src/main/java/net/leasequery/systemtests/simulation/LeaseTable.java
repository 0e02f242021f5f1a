package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What one server knows of its addresses, and, for the judge, all that it ever knew. */
final class LeaseTable {

    /**
     * A state of an address that once held.
     *
     * @param fromMillis since when, in virtual time
     * @param lease what held
     */
    record Past(long fromMillis, Lease lease) {}

    private final VirtualTime time;
    private final ServerClock clock;
    private final IntSupplier versions;
    private final TreeMap<Integer, Lease> leases = new TreeMap<>();
    private final Map<Integer, List<Past>> past = new HashMap<>();

    LeaseTable(VirtualTime time, ServerClock clock, IntSupplier versions) {
        this.time = time;
        this.clock = clock;
        this.versions = versions;
    }

    /** In the order of the addresses. */
    List<Lease> all() {
        return List.copyOf(leases.values());
    }

    @Nullable
    Lease at(int slot) {
        return leases.get(slot);
    }

    /** A client gets an address, or renews it. */
    Lease bind(int slot, int client, LeaseKind kind, long lifetime, int relay) {
        long now = clock.steadySeconds();
        Lease before = leases.get(slot);
        long since = before != null && before.isBound() && before.client() == client && before.kind() == kind
                ? before.steadyChange()
                : now;
        return put(new Lease(
                slot,
                versions.getAsInt(),
                kind,
                client,
                Lease.ACTIVE,
                since,
                now,
                lifetime,
                clock.shown(),
                clock.shown(),
                relay));
    }

    /** A bound lease ends. */
    Lease end(Lease bound, int state) {
        return put(ended(bound, state));
    }

    private Lease ended(Lease bound, int state) {
        long now = clock.steadySeconds();
        return new Lease(
                bound.slot(),
                versions.getAsInt(),
                bound.kind(),
                bound.client(),
                state,
                now,
                state == Lease.RELEASED ? now : bound.steadyTransaction(),
                bound.lifetime(),
                clock.shown(),
                state == Lease.RELEASED ? clock.shown() : bound.shownTransaction(),
                bound.relay());
    }

    private Lease put(Lease lease) {
        leases.put(lease.slot(), lease);
        past.computeIfAbsent(lease.slot(), unused -> new ArrayList<>()).add(new Past(time.millis(), lease));
        return lease;
    }

    /** An address disappears, as when its administrator deletes the lease: nobody is told. */
    void vanish(int slot) {
        Lease lease = leases.remove(slot);
        if (lease != null && lease.isBound()) {
            past.computeIfAbsent(slot, unused -> new ArrayList<>())
                    .add(new Past(time.millis(), ended(lease, Lease.RELEASED)));
        }
    }

    /** What has run out and was not ended yet. */
    List<Lease> overdue() {
        long now = clock.steadySeconds();
        return leases.values().stream()
                .filter(lease -> lease.isBound() && lease.steadyExpiry() <= now)
                .toList();
    }

    /** All that ever held of an address, oldest first. */
    List<Past> past(int slot) {
        return past.getOrDefault(slot, List.of());
    }
}
