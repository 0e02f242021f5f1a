package net.leasequery.systemtests;

import java.util.Locale;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** Addresses of one link by number, their clients, and the relay agent that all of them are behind. */
public record PolledNetwork(Family family) {

    private static final Octets RELAY_NAME = Octets.ofUtf8("relay-north");
    private static final Duid RELAY_DUID = Duid.Enterprise.of(4491, RELAY_NAME);
    private static final Ipv4Address GATEWAY = Ipv4Address.parse("10.30.0.1");
    private static final Ipv6Address GATEWAY_6 = Ipv6Address.parse("2001:db8:0:1::ffff");

    /** A server in clear text with so many bits of addresses. */
    LeasequeryServerBuilder server(int bits) {
        String range = switch (family) {
            case IPV4 -> "10.30.0.0/" + (32 - bits);
            case IPV6 -> "2001:db8:0:1::/" + (128 - bits);
        };
        return LeasequeryServer.builder().family(family).range(range).insecure();
    }

    /** Address of a host, 1 to 255. */
    public String address(int host) {
        return switch (family) {
            case IPV4 -> "10.30.0." + host;
            case IPV6 -> "2001:db8:0:1::" + Integer.toHexString(host);
        };
    }

    /** The client that holds the address of a host. */
    public Client client(int host) {
        Octets mac = Octets.of(2, 0, 0, 0, 0, host);
        return switch (family) {
            case IPV4 -> Ipv4Client.ethernet(mac.toHex().replaceAll("(..)(?!$)", "$1:"));
            case IPV6 -> Ipv6Client.of(Duid.LinkLayer.of(1, mac));
        };
    }

    /** The relay agent {@code relay-north}. */
    public Relay relay() {
        return switch (family) {
            case IPV4 ->
                Ipv4Relay.circuit(Octets.ofUtf8("port-7"), Octets.ofUtf8("line"))
                        .through(GATEWAY, RELAY_NAME);
            case IPV6 ->
                Ipv6Relay.at(GATEWAY_6, GATEWAY_6, Ipv6Address.parse("fe80::7")).withRelayId(RELAY_DUID);
        };
    }

    /** The query for what is behind the relay agent, as in {@code bulk.query.types}. */
    String queryForRelay() {
        return "relay-id:"
                + switch (family) {
                    case IPV4 -> RELAY_NAME.toHex();
                    case IPV6 -> RELAY_DUID.octets().toHex();
                };
    }

    /** The query for all addresses. */
    String queryForAll() {
        return switch (family) {
            case IPV4 -> "all";
            case IPV6 -> "link-address:" + GATEWAY_6;
        };
    }

    /** A query that a server like Kea does not answer. */
    String refusedQuery() {
        return switch (family) {
            case IPV4 -> "all";
            case IPV6 -> "link-address:2001:db8:9::1";
        };
    }

    /** The family as {@code dhcp.family} has it. */
    String word() {
        return family.name().toLowerCase(Locale.ROOT);
    }
}
