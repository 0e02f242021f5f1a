package net.leasequery.simulator.v4;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTerm;
import org.jspecify.annotations.Nullable;

/**
 * The options that describe one lease, as far as the query requested them. Times are seconds from or to the base-time
 * of the message. RFC 6926 section 6.2, RFC 4388 section 6.4.2.
 */
final class LeaseOptions {

    private static final long INFINITE = 0xffff_ffffL;

    private final BitSet requested;
    private final boolean tellsActiveState;

    /**
     * Options for the replies to one query.
     *
     * @param requested option codes that are sent if they are known
     * @param tellsActiveState whether dhcp-state is sent of a lease whose message implies it
     */
    LeaseOptions(BitSet requested, boolean tellsActiveState) {
        this.requested = requested;
        this.tellsActiveState = tellsActiveState;
    }

    /**
     * Adds the options of a lease.
     *
     * @param client client to describe; null for none
     * @param relay agent of that client; null if it is unknown or not reported
     * @param now server's clock, the base-time of the message
     */
    void put(
            Dhcpv4OptionsBuilder options,
            Lease lease,
            @Nullable Ipv4Client client,
            @Nullable Ipv4Relay relay,
            Instant now) {
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
    }

    private void putState(Dhcpv4OptionsBuilder options, Lease lease, Instant now) {
        boolean implied = lease.isActive() && !tellsActiveState;
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
        if (built.count() > 0) {
            options.relayAgentInformation(built);
        }
    }

    /** One user class in the form of RFC 3004: its length, then its octets. */
    private static Octets withLength(String userClass) {
        Octets text = Octets.ofUtf8(userClass);
        byte[] value = new byte[1 + text.length()];
        value[0] = (byte) text.length();
        System.arraycopy(text.toByteArray(), 0, value, 1, text.length());
        return Octets.ofOwned(value);
    }

    /** Whole seconds between two times, 0 if {@code to} is the earlier one: the wire has no negative numbers. */
    private static long secondsFrom(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
