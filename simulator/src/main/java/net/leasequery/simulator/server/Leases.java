package net.leasequery.simulator.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a running server, for reading and for making one particular change. When the method returns, the
 * change is in the table, in the history and on its way to every requestor. Any thread may call; addresses are text,
 * {@code 10.0.0.5}, {@code 2001:db8::5} or {@code 2001:db8:1::/48}, and belong to one VPN, by default the global one.
 *
 * <p>Every method that takes an address throws {@link java.util.NoSuchElementException} if the address is not
 * configured.
 */
public final class Leases {

    private final ServerLoop loop;
    private final LeaseDatabase database;
    private final VirtualSubnet vpn;

    Leases(ServerLoop loop, LeaseDatabase database, VirtualSubnet vpn) {
        this.loop = loop;
        this.database = database;
        this.vpn = vpn;
    }

    /** The same leases, with addresses that belong to another VPN. */
    public Leases inVpn(VirtualSubnet other) {
        return new Leases(loop, database, other);
    }

    /** The lease of an address as it is now. */
    public Lease get(String address) {
        return database.table().get(vpn, LeaseAddress.parse(address));
    }

    /** Every configured address of every VPN as it is now. */
    public List<Lease> all() {
        return database.table().toList();
    }

    /** The table behind these leases, for reading. */
    public LeaseTable table() {
        return database.table();
    }

    /** Gives the address to a client, or renews it: ACTIVE. */
    public Lease bind(String address, Client client, Duration length) {
        return change(address, slot -> database.bind(slot, client, null, length));
    }

    /**
     * Gives the address to a client behind a relay agent, or renews it: ACTIVE.
     *
     * @param length lease time; null for an infinite lease
     */
    public Lease bind(String address, Client client, @Nullable Relay relay, @Nullable Duration length) {
        return change(address, slot -> database.bind(slot, client, relay, length));
    }

    /** Extends the holder's lease. */
    public Lease renew(String address, Duration length) {
        return change(address, slot -> database.renew(slot, length));
    }

    /** The holder gives the address back: RELEASED. */
    public Lease release(String address) {
        return change(address, database::release);
    }

    /** The lease runs out now: EXPIRED. */
    public Lease expire(String address) {
        return change(address, database::expire);
    }

    /** A client found the address already in use: ABANDONED. */
    public Lease decline(String address) {
        return change(address, database::decline);
    }

    /** An operator frees the address outside the protocol: RESET. */
    public Lease reset(String address) {
        return change(address, database::reset);
    }

    /** The address may be leased by this server, and its last client is forgotten: AVAILABLE. */
    public Lease makeAvailable(String address) {
        return change(address, database::makeAvailable);
    }

    /** The address may be leased by the partner server alone: REMOTE. */
    public Lease giveToPartner(String address) {
        return change(address, database::giveToPartner);
    }

    /** The server is settling the state with its partner: TRANSITIONING. */
    public Lease startTransition(String address) {
        return change(address, database::startTransition);
    }

    /**
     * A partner server reports a lease that it made some time ago.
     *
     * @param when exchange between partner and client, in this server's clock, whole seconds
     */
    public Lease learnFromPartner(String address, Client client, Duration length, Instant when) {
        return change(address, slot -> database.learnFromPartner(slot, client, null, length, when));
    }

    /** Stores a lease unchanged, replacing any lease of the address. */
    public Lease put(Lease lease) {
        return loop.call(() -> database.put(lease));
    }

    private Lease change(String address, IntFunction<Lease> change) {
        int slot = database.table().slotOf(vpn, LeaseAddress.parse(address));
        return loop.call(() -> change.apply(slot));
    }
}
