package net.leasequery.simulator.v4;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.function.IntConsumer;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Builds the replies to one query: its xid, the options that it asked for, and the server-identifier in
 * the first reply only. Each reply is dated when it is built. RFC 6926 section 8.3, RFC 4388 section
 * 6.4.2.
 */
final class Dhcpv4Replies implements Replies {

    private static final long INFINITE = 0xffff_ffffL;

    private final Dhcpv4Manners manners;
    private final ServerClock clock;
    private final LeaseTable table;
    private final boolean active;
    private final int xid;
    private final BitSet requested = new BitSet(256);

    private final boolean kea;

    private boolean first = true;

    /** Replies to {@code query}. */
    Dhcpv4Replies(Dhcpv4Manners manners, ServerClock clock, LeaseTable table, Dhcpv4Message query) {
        this.manners = manners;
        this.clock = clock;
        this.table = table;
        this.active = query instanceof DhcpActiveLeaseQuery;
        this.xid = query.transactionId();
        this.kea = manners.kea();
        if (kea) {
            KeaProfile.OPTIONS.forEach(requested::set);
        } else {
            query.options().parameterRequestList().forEach(requested::set);
        }
        manners.withheld().forEach(requested::clear);
    }

    @Override
    public int xid() {
        return xid;
    }

    @Override
    public boolean owesOpening() {
        return false;
    }

    @Override
    public @Nullable Object opening() {
        return null;
    }

    /** DHCPLEASEACTIVE if its state is ACTIVE, else DHCPLEASEUNASSIGNED. */
    @Override
    public Dhcpv4Message lease(int slot, IntConsumer told) {
        told.accept(slot);
        Lease lease = table.get(slot);
        Instant now = clock.now();
        Dhcpv4OptionsBuilder options = beginning(now, requested.get(OptionCode.BASE_TIME));
        Ipv4Client client = lease.isActive() || manners.tellsLastClient() ? (Ipv4Client) lease.client() : null;
        Ipv4Relay relay = client == null ? null : (Ipv4Relay) lease.relay();
        putState(options, lease, now);
        putTerm(options, lease.term(), now);
        if (client != null) {
            putClient(options, client);
        }
        if (relay != null && requested.get(OptionCode.RELAY_AGENT_INFORMATION)) {
            putRelay(options, relay);
        }
        if (!lease.vpn().isGlobal()) {
            options.vss(lease.vpn());
        }
        Dhcpv4Header header = header(lease, client, relay);
        return lease.isActive()
                ? new DhcpLeaseActive(header, options.build())
                : new DhcpLeaseUnassigned(header, options.build());
    }

    @Override
    public Object done() {
        return done(null);
    }

    @Override
    public Object refused(Verdict verdict) {
        return active ? status(status(verdict), requested.get(OptionCode.BASE_TIME)) : done(status(verdict));
    }

    /** Of an Active query with a base-time in any case (RFC 7724 section 8.4). */
    @Override
    public Object terminated(Verdict verdict) {
        return active ? status(status(verdict), true) : done(status(verdict));
    }

    @Override
    public Object catchUpComplete() {
        return status(Status.of(StatusCode.CATCH_UP_COMPLETE, ""), requested.get(OptionCode.BASE_TIME));
    }

    /** With a base-time in any case (RFC 7724 section 7.4.1). */
    @Override
    public Object dataMissing() {
        return status(Status.of(StatusCode.DATA_MISSING, "the history does not reach back to query-start-time"), true);
    }

    @Override
    public Object keepAlive() {
        return status(Status.of(StatusCode.CONNECTION_ACTIVE, ""), requested.get(OptionCode.BASE_TIME));
    }

    private DhcpLeaseQueryDone done(@Nullable Status status) {
        Dhcpv4OptionsBuilder options = beginning(clock.now(), !kea && requested.get(OptionCode.BASE_TIME));
        if (status != null) {
            options.statusCode(status);
        }
        return new DhcpLeaseQueryDone(Dhcpv4Header.reply(xid), options.build());
    }

    /** A word on the whole Active query. */
    private DhcpLeaseQueryStatus status(Status status, boolean withBaseTime) {
        Dhcpv4Options options =
                beginning(clock.now(), withBaseTime).statusCode(status).build();
        return new DhcpLeaseQueryStatus(Dhcpv4Header.reply(xid), options);
    }

    private static Status status(Verdict verdict) {
        return new Status(verdict.code(), verdict.text());
    }

    private Dhcpv4OptionsBuilder beginning(Instant now, boolean withBaseTime) {
        Dhcpv4OptionsBuilder options = Dhcpv4Options.builder();
        if (first) {
            first = false;
            options.serverIdentifier(manners.serverIdentifier());
        }
        if (withBaseTime) {
            options.baseTime(now.getEpochSecond());
        }
        return options;
    }

    private void putState(Dhcpv4OptionsBuilder options, Lease lease, Instant now) {
        boolean implied = lease.isActive() && !manners.tellsActiveState();
        if (requested.get(OptionCode.DHCP_STATE) && !implied) {
            options.dhcpState(lease.state());
        }
        if (requested.get(OptionCode.START_TIME_OF_STATE)) {
            options.startTimeOfState(secondsFrom(lease.stateStart(), now));
        }
        Instant lastTransaction = lease.lastTransaction();
        if (requested.get(OptionCode.CLIENT_LAST_TRANSACTION_TIME) && lastTransaction != null) {
            options.clientLastTransactionTime(secondsFrom(lastTransaction, now));
        }
        if (requested.get(OptionCode.DATA_SOURCE) && lease.remote()) {
            options.dataSource(DataSource.REMOTE);
        }
    }

    private void putTerm(Dhcpv4OptionsBuilder options, @Nullable LeaseTerm term, Instant now) {
        if (term == null) {
            return;
        }
        if (requested.get(OptionCode.LEASE_TIME)) {
            Instant expiry = term.expiry();
            if (expiry == null) {
                options.leaseTime(INFINITE);
            } else if (expiry.isAfter(now)) {
                options.leaseTime(Math.min(secondsFrom(now, expiry), INFINITE - 1));
            }
        }
        Instant renewal = term.renewal();
        if (requested.get(OptionCode.RENEWAL_TIME) && renewal != null && !renewal.isBefore(now)) {
            options.renewalTime(secondsFrom(now, renewal));
        }
        Instant rebinding = term.rebinding();
        if (requested.get(OptionCode.REBINDING_TIME) && rebinding != null && !rebinding.isBefore(now)) {
            options.rebindingTime(secondsFrom(now, rebinding));
        }
    }

    private void putClient(Dhcpv4OptionsBuilder options, Ipv4Client client) {
        Octets clientId = client.clientId();
        if (requested.get(OptionCode.CLIENT_IDENTIFIER) && clientId != null) {
            options.clientIdentifier(clientId);
        }
        String hostname = client.hostname();
        if (requested.get(OptionCode.HOST_NAME) && hostname != null) {
            options.hostName(hostname);
        }
        String fqdn = client.fqdn();
        if (requested.get(OptionCode.CLIENT_FQDN) && fqdn != null) {
            options.clientFqdn(ClientFqdn.ofName(ClientFqdn.FLAG_S, fqdn));
        }
        String vendorClass = client.vendorClass();
        if (requested.get(OptionCode.VENDOR_CLASS) && vendorClass != null) {
            options.vendorClass(Octets.ofUtf8(vendorClass));
        }
        String userClass = client.userClass();
        if (requested.get(OptionCode.USER_CLASS) && userClass != null) {
            options.userClass(withLength(userClass));
        }
    }

    private static void putRelay(Dhcpv4OptionsBuilder options, Ipv4Relay relay) {
        RelayAgentInformation.Builder information = RelayAgentInformation.builder();
        if (relay.circuitId() != null) {
            information.circuitId(relay.circuitId());
        }
        if (relay.remoteId() != null) {
            information.remoteId(relay.remoteId());
        }
        if (relay.linkSelection() != null) {
            information.linkSelection(relay.linkSelection());
        }
        if (relay.subscriberId() != null) {
            information.subscriberId(relay.subscriberId());
        }
        if (relay.relayId() != null) {
            information.relayId(relay.relayId());
        }
        RelayAgentInformation built = information.build();
        if (!built.subOptions().isEmpty()) {
            options.relayAgentInformation(built);
        }
    }

    private Dhcpv4Header header(Lease lease, @Nullable Ipv4Client client, @Nullable Ipv4Relay relay) {
        Dhcpv4Header header = Dhcpv4Header.reply(xid).withCiaddr(((LeaseAddress.V4) lease.address()).address());
        if (client != null) {
            header = header.withHardwareAddress(client.hardwareType(), client.hardwareAddress());
        }
        return relay == null || relay.giaddr() == null || kea ? header : header.withGiaddr(relay.giaddr());
    }

    /** One user class in the form of RFC 3004: its length, then its octets. */
    private static Octets withLength(String userClass) {
        Octets text = Octets.ofUtf8(userClass);
        byte[] value = new byte[1 + text.length()];
        value[0] = (byte) text.length();
        System.arraycopy(text.toByteArray(), 0, value, 1, text.length());
        return Octets.ofOwned(value);
    }

    /** Whole seconds between two times, 0 if {@code to} is the earlier one: the wire knows no negative ones. */
    private static long secondsFrom(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
