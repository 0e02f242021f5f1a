package net.leasequery.simulator.client;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.lease.Relay;

/** What the client with a number sends about itself, and what its relay agent adds about its port. */
final class ClientIdentity {

    private static final int ENTERPRISE = 4491;

    private ClientIdentity() {}

    /** The client with this number, from 0; of an IPv6 client, its identity association for this type. */
    static Client client(int number, LeaseType type) {
        String name = "host-" + number;
        Octets mac = Octets.of(2, 0x60, number >> 24 & 0xff, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
        if (type == LeaseType.V4) {
            Ipv4Client client = new Ipv4Client(1, mac, null, name, null, null, null);
            return number % 4 == 0
                    ? client
                    : client.withClientId(Octets.of(
                            1, 2, 0x60, number >> 24 & 0xff, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff));
        }
        long iaid = switch (type) {
            case NA -> 1;
            case TA -> 2;
            default -> 3;
        };
        return Ipv6Client.of(Duid.LinkLayer.of(1, mac)).withIaid(iaid).withFqdn(name + ".example.net");
    }

    /** The attachment of the client with this number on the link with this number. */
    static Relay relay(int number, int link, LeaseType type) {
        Octets port = Octets.ofUtf8("ge-0/" + link + "/" + number);
        if (type == LeaseType.V4) {
            return Ipv4Relay.circuit(port, Octets.ofUtf8("line-" + number))
                    .through(new Ipv4Address(0x0aff_0001 + (link << 8)), Octets.ofUtf8("relay-" + link));
        }
        Ipv6Address gateway = new Ipv6Address(0x2001_0db8_0000_0001L + link, 0xffff);
        Ipv6Address peer = new Ipv6Address(0xfe80_0000_0000_0000L, 0x6000_0000L + number);
        return Ipv6Relay.at(gateway, gateway, peer)
                .onLine(port, new RemoteId(ENTERPRISE, Octets.ofUtf8("line-" + number)));
    }
}
