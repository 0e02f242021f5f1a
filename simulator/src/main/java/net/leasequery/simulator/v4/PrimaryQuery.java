package net.leasequery.simulator.v4;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Lease;

/**
 * What a Bulk query asks for (RFC 6926 section 7.2).
 *
 * @param kind which of the five primary queries
 * @param hardwareType hardware type, for a query by MAC address only
 * @param value octets to compare with; empty for all configured addresses
 */
record PrimaryQuery(Kind kind, int hardwareType, Octets value) {

    /** The primary queries. */
    enum Kind {
        HARDWARE_ADDRESS,
        CLIENT_ID,
        REMOTE_ID,
        RELAY_ID,
        ALL_CONFIGURED
    }

    private static final PrimaryQuery ALL = new PrimaryQuery(Kind.ALL_CONFIGURED, 0, Octets.EMPTY);

    /** Every primary query in a message: one if it is well-formed. */
    static List<PrimaryQuery> in(DhcpBulkLeaseQuery query) {
        List<PrimaryQuery> found = new ArrayList<>();
        Dhcpv4Header header = query.header();
        if (header.htype() != 0 || header.hlen() != 0) {
            found.add(new PrimaryQuery(Kind.HARDWARE_ADDRESS, header.htype(), header.chaddr()));
        }
        Octets clientId = query.options().clientIdentifier();
        if (clientId != null) {
            found.add(new PrimaryQuery(Kind.CLIENT_ID, 0, clientId));
        }
        RelayAgentInformation relay = query.options().relayAgentInformation();
        Octets remoteId = relay == null ? null : relay.remoteId();
        if (remoteId != null) {
            found.add(new PrimaryQuery(Kind.REMOTE_ID, 0, remoteId));
        }
        Octets relayId = relay == null ? null : relay.relayId();
        if (relayId != null) {
            found.add(new PrimaryQuery(Kind.RELAY_ID, 0, relayId));
        }
        return found.isEmpty() ? List.of(ALL) : found;
    }

    /**
     * Whether a lease is part of the answer. All but the query for all configured addresses ask for
     * current bindings only (RFC 6926 section 8.2).
     */
    boolean matches(Lease lease) {
        Ipv4Client client = (Ipv4Client) lease.client();
        Ipv4Relay relay = (Ipv4Relay) lease.relay();
        return switch (kind) {
            case ALL_CONFIGURED -> true;
            case HARDWARE_ADDRESS ->
                lease.isActive()
                        && client != null
                        && client.hardwareType() == hardwareType
                        && Objects.equals(value, client.hardwareAddress());
            case CLIENT_ID -> lease.isActive() && client != null && Objects.equals(value, client.clientId());
            case REMOTE_ID -> lease.isActive() && relay != null && Objects.equals(value, relay.remoteId());
            case RELAY_ID -> lease.isActive() && relay != null && Objects.equals(value, relay.relayId());
        };
    }

    /** For the log: {@code all}, {@code hw-address:1/aabbccddeeff}, {@code relay-id:0102}. */
    @Override
    public String toString() {
        return switch (kind) {
            case ALL_CONFIGURED -> "all";
            case HARDWARE_ADDRESS -> "hw-address:" + hardwareType + "/" + value.toHex();
            case CLIENT_ID -> "client-id:" + value.toHex();
            case REMOTE_ID -> "remote-id:" + value.toHex();
            case RELAY_ID -> "relay-id:" + value.toHex();
        };
    }
}
