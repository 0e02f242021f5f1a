package net.leasequery.simulator.v6;

import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.wire.TimeWindow;
import net.leasequery.simulator.wire.VpnSelection;
import org.jspecify.annotations.Nullable;

/** The leases a query is about: those of a link, relay agent, line, client or address, or all. RFC 5460 section 7.2. */
final class Dhcpv6Selection {

    private final LeaseTable table;
    private final ClientsOnLinks clients;
    private final VpnSelection vpns;
    private final @Nullable LqQuery query;
    private final Predicate<Lease> primary;

    /**
     * A selection.
     *
     * @param vpn null for the global VPN
     * @param query without a violation; null for all leases
     */
    Dhcpv6Selection(LeaseTable table, ClientsOnLinks clients, @Nullable VirtualSubnet vpn, @Nullable LqQuery query) {
        this.table = table;
        this.clients = clients;
        this.vpns = new VpnSelection(vpn);
        this.query = query;
        this.primary = query == null ? lease -> true : primary(query);
    }

    /** Whether the query is about the lease in this slot, in force or not. */
    boolean isAbout(int slot) {
        return vpns.includes(table.vpnOf(slot)) && isOnLink(slot) && primary.test(table.get(slot));
    }

    /** Leases that are in force and changed within a time window. */
    IntPredicate ofCurrentLeases(ServerClock clock, @Nullable Instant start, @Nullable Instant end) {
        TimeWindow window = new TimeWindow(start, end);
        return slot -> {
            Lease lease = table.get(slot);
            return isInForce(lease, clock.now()) && window.includes(lease) && isAbout(slot);
        };
    }

    private boolean isOnLink(int slot) {
        return query == null
                || query.linkAddress().isUnspecified()
                || clients.linkOf(slot).contains(query.linkAddress());
    }

    private static Predicate<Lease> primary(LqQuery query) {
        return switch (query.type()) {
            case BY_ADDRESS -> byAddress(query.options().first(IaAddress.class));
            case BY_CLIENT_ID -> byClient(query.options().first(ClientIdentifier.class));
            case BY_RELAY_ID -> byRelay(query.options().first(RelayId.class));
            case BY_REMOTE_ID -> byLine(query.options().first(RemoteId.class));
            case BY_LINK_ADDRESS -> lease -> true;
            case UNKNOWN -> lease -> false;
        };
    }

    private static Predicate<Lease> byAddress(@Nullable IaAddress asked) {
        return lease -> asked != null
                && lease.address() instanceof LeaseAddress.V6 address
                && address.prefix().contains(asked.address());
    }

    private static Predicate<Lease> byClient(@Nullable ClientIdentifier asked) {
        return lease -> asked != null
                && lease.client() instanceof Ipv6Client client
                && client.duid().equals(asked.duid());
    }

    private static Predicate<Lease> byRelay(@Nullable RelayId asked) {
        return byHop(hop -> asked != null && asked.duid().equals(hop.relayId()));
    }

    private static Predicate<Lease> byLine(@Nullable RemoteId asked) {
        return byHop(hop -> asked != null && asked.equals(hop.remoteId()));
    }

    private static Predicate<Lease> byHop(Predicate<Ipv6Relay> hop) {
        return lease -> lease.relay() instanceof Ipv6Relay relay
                && relay.hops().stream().anyMatch(hop);
    }

    /** Whether the lease is held and has not run out; a lease that has run out may not have been expired yet. */
    static boolean isInForce(Lease lease, Instant now) {
        LeaseTerm term = lease.term();
        return term != null && (term.expiry() == null || term.expiry().isAfter(now));
    }
}
