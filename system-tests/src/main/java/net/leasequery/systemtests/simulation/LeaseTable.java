package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What one server knows about its addresses, with all former states for the checks. */
final class LeaseTable {

    /**
     * A former state of an address.
     *
     * @param fromMillis since when, in virtual time
     * @param lease the lease in this state
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

    /** Removes an address, as an administrator does who deletes the lease: no message is sent. */
    void vanish(int slot) {
        Lease lease = leases.remove(slot);
        if (lease != null && lease.isBound()) {
            past.computeIfAbsent(slot, unused -> new ArrayList<>())
                    .add(new Past(time.millis(), ended(lease, Lease.RELEASED)));
        }
    }

    /**
     * Goes back to the leases of an earlier moment. Each gets a new version, but no new times. An address that was not
     * leased then is unknown.
     */
    void restore(long fromMillis) {
        for (Lease now : all()) {
            Lease then = past(now.slot()).stream()
                    .filter(state -> state.fromMillis() <= fromMillis)
                    .map(Past::lease)
                    .reduce((earlier, later) -> later)
                    .orElse(null);
            if (then == null) {
                vanish(now.slot());
            } else if (then.version() != now.version()) {
                Lease unused = put(then.withVersion(versions.getAsInt()));
            }
        }
    }

    /** Leases that have run out and were not ended yet. */
    List<Lease> overdue() {
        long now = clock.steadySeconds();
        return leases.values().stream()
                .filter(lease -> lease.isBound() && lease.steadyExpiry() <= now)
                .toList();
    }

    /** All states of an address, oldest first. */
    List<Past> past(int slot) {
        return past.getOrDefault(slot, List.of());
    }

    /** Whether an address ever had exactly this version. */
    boolean had(int slot, int version) {
        return past(slot).stream().anyMatch(state -> state.lease().version() == version);
    }

    /** The newest state of an address up to a version; null if there was none yet. */
    @Nullable
    Lease newestUpTo(int slot, int version) {
        Lease newest = null;
        for (Past state : past(slot)) {
            if (state.lease().version() <= version) {
                newest = state.lease();
            }
        }
        return newest;
    }
}
