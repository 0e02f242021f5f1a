package net.leasequery.simulator.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.clock.ServerClock;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a DHCP server on its leases. Each operation replaces the lease in a slot by a new one that is
 * dated by the server's clock, and calls the listeners. Not thread-safe: one thread makes all the changes;
 * {@link #table()} may be read from any.
 *
 * <p>RFC 6926 section 6.2.7 lets every state follow every other, so an operation refuses only nonsense, such as
 * renewing a lease that nobody holds.
 */
public final class LeaseDatabase {

    private final LeaseTable table;
    private final ServerClock clock;
    private final Expiries expiries = new Expiries();
    private final List<LeaseChangeListener> listeners = new CopyOnWriteArrayList<>();

    /** Creates a database over a table that has no other writer. */
    public LeaseDatabase(LeaseTable table, ServerClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The current leases. */
    public LeaseTable table() {
        return table;
    }

    /** Adds a listener; it receives changes from now on, after the listeners that were added before it. */
    public void addListener(LeaseChangeListener listener) {
        listeners.add(listener);
    }

    /**
     * Gives the address to a client, or renews it: ACTIVE. The start of the state stays if the same client already
     * held the address.
     *
     * @param length lease time; null for an infinite lease
     */
    public Lease bind(int slot, Client client, @Nullable Relay relay, @Nullable Duration length) {
        Lease old = table.get(slot);
        Instant now = clock.now();
        boolean sameHolder = old.isActive() && client.equals(old.client());
        Instant start = sameHolder ? old.stateStart() : now;
        LeaseTerm term = term(old, now, length);
        return replace(
                slot, new Lease(old.address(), old.vpn(), DhcpState.ACTIVE, start, now, term, client, relay, false));
    }

    /**
     * Extends the holder's lease.
     *
     * @param length lease time from now; null for an infinite lease
     * @throws IllegalStateException if nobody holds the address
     */
    public Lease renew(int slot, @Nullable Duration length) {
        Lease old = requireActive(slot);
        return bind(slot, Objects.requireNonNull(old.client()), old.relay(), length);
    }

    /**
     * The holder gives the address back: RELEASED.
     *
     * @throws IllegalStateException if nobody holds the address
     */
    public Lease release(int slot) {
        requireActive(slot);
        return end(slot, DhcpState.RELEASED, clock.now());
    }

    /**
     * Ends the lease regardless of its expiry time: EXPIRED. The last transaction is unchanged.
     *
     * @throws IllegalStateException if nobody holds the address
     */
    public Lease expire(int slot) {
        Lease old = requireActive(slot);
        return end(slot, DhcpState.EXPIRED, old.lastTransaction());
    }

    /** A client found the address already in use: ABANDONED. */
    public Lease decline(int slot) {
        return end(slot, DhcpState.ABANDONED, clock.now());
    }

    /** An operator frees the address outside the protocol: RESET. */
    public Lease reset(int slot) {
        return end(slot, DhcpState.RESET, table.get(slot).lastTransaction());
    }

    /**
     * The address may be leased by this server: AVAILABLE. The last client is forgotten, except for an IPv6 lease:
     * without its client no message could report that the lease has ended (RFC 5007 section 4.4.2).
     */
    public Lease makeAvailable(int slot) {
        return forget(slot, DhcpState.AVAILABLE);
    }

    /** The address may be leased by the partner server alone: REMOTE. The last client is forgotten as above. */
    public Lease giveToPartner(int slot) {
        return forget(slot, DhcpState.REMOTE);
    }

    /** The server is settling the state with its partner: TRANSITIONING. */
    public Lease startTransition(int slot) {
        return end(slot, DhcpState.TRANSITIONING, table.get(slot).lastTransaction());
    }

    /**
     * A partner server reports a lease that it made some time ago; the data-source becomes REMOTE (RFC 6926 section
     * 6.2.8).
     *
     * @param when exchange between partner and client, in this server's clock; not later than now
     */
    public Lease learnFromPartner(
            int slot, Client client, @Nullable Relay relay, @Nullable Duration length, Instant when) {
        Lease old = table.get(slot);
        LeaseTerm term = term(old, when, length);
        boolean sameHolder = old.isActive() && client.equals(old.client());
        Instant start = sameHolder ? old.stateStart() : when;
        return replace(
                slot, new Lease(old.address(), old.vpn(), DhcpState.ACTIVE, start, when, term, client, relay, true));
    }

    /**
     * Moves the last transaction, because the holder was heard from about another lease.
     *
     * @param when in this server's clock; not later than now
     * @throws IllegalStateException if nobody holds the address
     */
    public Lease hear(int slot, Instant when) {
        return replace(slot, requireActive(slot).heardAt(when));
    }

    /**
     * Stores a lease unchanged, e.g. one from a saved table.
     *
     * @throws java.util.NoSuchElementException if its address is not configured
     */
    public Lease put(Lease lease) {
        return replace(table.slotOf(lease.vpn(), lease.address()), lease);
    }

    /**
     * Ends every lease that has run out by the server's clock.
     *
     * @return how many ended
     */
    public int expireDue() {
        Instant now = clock.now();
        int expired = 0;
        for (int slot = expiries.due(now); slot >= 0; slot = expiries.due(now)) {
            expire(slot);
            expired++;
        }
        return expired;
    }

    /**
     * Moves times in the future to the present, after the clock was set back. Each lease that this touches counts as
     * changed, as in any other operation: the wire cannot express a time after the base-time (RFC 6926 section
     * 6.2.4), so the old time could not be sent again. The listeners are called after all leases are repaired.
     *
     * @return how many leases were touched
     */
    public int repairFutureTimes() {
        Instant now = clock.now();
        Map<Integer, Lease> repaired = new LinkedHashMap<>();
        for (int slot = 0; slot < table.size(); slot++) {
            Lease old = table.get(slot);
            if (old.changed().isAfter(now)) {
                store(slot, old, old.withoutTimesAfter(now));
                repaired.put(slot, old);
            }
        }
        repaired.forEach((slot, old) -> notifyListeners(slot, old, table.get(slot)));
        return repaired.size();
    }

    private Lease end(int slot, DhcpState state, @Nullable Instant lastTransaction) {
        Lease old = table.get(slot);
        return replace(
                slot,
                new Lease(
                        old.address(),
                        old.vpn(),
                        state,
                        clock.now(),
                        lastTransaction,
                        null,
                        old.client(),
                        old.relay(),
                        false));
    }

    private static LeaseTerm term(Lease lease, Instant start, @Nullable Duration length) {
        return length == null ? LeaseTerm.INFINITE : lease.address().type().term(start, length);
    }

    private Lease forget(int slot, DhcpState state) {
        Lease old = table.get(slot);
        if (old.address().type() != LeaseType.V4) {
            return end(slot, state, old.lastTransaction());
        }
        return replace(
                slot,
                new Lease(
                        old.address(), old.vpn(), state, clock.now(), old.lastTransaction(), null, null, null, false));
    }

    private Lease requireActive(int slot) {
        Lease lease = table.get(slot);
        if (!lease.isActive()) {
            throw new IllegalStateException(lease.address() + " is " + lease.state() + ", nobody holds it");
        }
        return lease;
    }

    private Lease replace(int slot, Lease lease) {
        Lease old = table.get(slot);
        store(slot, old, lease);
        notifyListeners(slot, old, lease);
        return lease;
    }

    private void store(int slot, Lease old, Lease lease) {
        table.set(slot, lease);
        expiries.replaced(slot, old, lease);
    }

    private void notifyListeners(int slot, Lease old, Lease lease) {
        for (LeaseChangeListener listener : listeners) {
            listener.changed(slot, old, lease);
        }
    }
}
