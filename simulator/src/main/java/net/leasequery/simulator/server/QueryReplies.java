package net.leasequery.simulator.server;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
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
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/**
 * Builds the replies to one query: its xid, the options that it asked for, and the server-identifier in
 * the first reply only. Each reply is dated when it is built. RFC 6926 section 8.3, RFC 4388 section
 * 6.4.2.
 */
final class QueryReplies {

    private static final long INFINITE = 0xffff_ffffL;

    private final ServerSettings settings;
    private final ServerClock clock;
    private final int xid;
    private final BitSet requested = new BitSet(256);

    private final boolean kea;

    private boolean first = true;

    /** Replies to {@code query}. */
    QueryReplies(ServerSettings settings, ServerClock clock, Dhcpv4Message query) {
        this.settings = settings;
        this.clock = clock;
        this.xid = query.transactionId();
        this.kea = settings.profile() == Profile.KEA;
        if (kea) {
            KeaProfile.OPTIONS.forEach(requested::set);
        } else {
            query.options().parameterRequestList().forEach(requested::set);
        }
        settings.withheld().forEach(requested::clear);
    }

    int xid() {
        return xid;
    }

    /** A binding as it is now: DHCPLEASEACTIVE if its state is ACTIVE, else DHCPLEASEUNASSIGNED. */
    Dhcpv4Message binding(Lease lease) {
        Instant now = clock.now();
        Dhcpv4OptionsBuilder options = beginning(now, requested.get(OptionCode.BASE_TIME));
        Client client = lease.isActive() || settings.tellsLastClient() ? lease.client() : null;
        Relay relay = client == null ? null : lease.relay();
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

    /**
     * The end of a Bulk answer.
     *
     * @param status null if the query succeeded
     */
    DhcpLeaseQueryDone done(@Nullable Status status) {
        Dhcpv4OptionsBuilder options = beginning(clock.now(), !kea && requested.get(OptionCode.BASE_TIME));
        if (status != null) {
            options.statusCode(status);
        }
        return new DhcpLeaseQueryDone(Dhcpv4Header.reply(xid), options.build());
    }

    /** A word on the whole Active query, with a base-time if the query asked for it. */
    DhcpLeaseQueryStatus status(Status status) {
        return status(status, requested.get(OptionCode.BASE_TIME));
    }

    /** A word on the whole Active query for which RFC 7724 demands a base-time (DataMissing, QueryTerminated). */
    DhcpLeaseQueryStatus statusWithBaseTime(Status status) {
        return status(status, true);
    }

    private DhcpLeaseQueryStatus status(Status status, boolean withBaseTime) {
        Dhcpv4Options options =
                beginning(clock.now(), withBaseTime).statusCode(status).build();
        return new DhcpLeaseQueryStatus(Dhcpv4Header.reply(xid), options);
    }

    private Dhcpv4OptionsBuilder beginning(Instant now, boolean withBaseTime) {
        Dhcpv4OptionsBuilder options = Dhcpv4Options.builder();
        if (first) {
            first = false;
            options.serverIdentifier(settings.serverIdentifier());
        }
        if (withBaseTime) {
            options.baseTime(now.getEpochSecond());
        }
        return options;
    }

    private void putState(Dhcpv4OptionsBuilder options, Lease lease, Instant now) {
        boolean implied = lease.isActive() && !settings.tellsActiveState();
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

    private void putClient(Dhcpv4OptionsBuilder options, Client client) {
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

    private static void putRelay(Dhcpv4OptionsBuilder options, Relay relay) {
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

    private Dhcpv4Header header(Lease lease, @Nullable Client client, @Nullable Relay relay) {
        Dhcpv4Header header = Dhcpv4Header.reply(xid).withCiaddr(lease.address());
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
