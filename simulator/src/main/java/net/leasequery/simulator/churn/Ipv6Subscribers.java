package net.leasequery.simulator.churn;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Pool;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.LeaseTable;

/**
 * Half as many subscribers as there are addresses and prefixes, so that many hold several leases. Each lives on one
 * link, behind that link's relay agent; one in four also behind a switch that adds its own options (RFC 6221).
 */
final class Ipv6Subscribers implements Subscribers {

    private static final int LINES_PER_SLOT = 48;

    private static final int ENTERPRISE = 4491;

    /** 2026-01-01 in seconds since 2000. */
    private static final long YEAR_2026 = 820_454_400L;

    private static final List<String> VENDOR_CLASSES = List.of("eRouter1.0", "docsis3.1:ecm", "homegateway 7");

    private static final List<String> USER_CLASSES = List.of("voip", "iptv", "data");

    private final LeaseTable table;
    private final List<Ipv6Prefix> links;

    Ipv6Subscribers(LeaseTable table) {
        this.table = table;
        this.links = table.ranges().stream()
                .map(pool -> ((Ipv6Pool) pool).link())
                .distinct()
                .toList();
    }

    @Override
    public Subscriber draw(RandomGenerator random, int slot) {
        Ipv6Pool pool = (Ipv6Pool) table.poolOf(slot);
        int link = links.indexOf(pool.link());
        int onThisLink = random.nextInt(Math.max(1, table.size() / 2 / links.size()));
        return number(onThisLink * links.size() + link, slot, pool.link());
    }

    /** Each lease is an identity association of its own, because clients renew one lease without the others. */
    private static Subscriber number(int number, int slot, Ipv6Prefix link) {
        String name = "cpe-" + number;
        Ipv6Client client = new Ipv6Client(
                duid(number),
                slot + 1L,
                number % 3 == 0 ? name + ".access.example.net" : null,
                number % 2 == 0 ? VENDOR_CLASSES.get(number / 2 % VENDOR_CLASSES.size()) : null,
                number % 5 == 0 ? USER_CLASSES.get(number / 5 % USER_CLASSES.size()) : null);
        return new Subscriber(client, relay(number, link));
    }

    private static Duid duid(int number) {
        Octets mac = Octets.of(2, 0x5f, number >> 24 & 0xff, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
        return switch (number % 5) {
            case 0 -> Duid.LinkLayerTime.of(1, YEAR_2026 + number, mac);
            case 1 -> Duid.LinkLayer.of(1, mac);
            case 2 -> Duid.Enterprise.of(ENTERPRISE, mac);
            case 3 -> Duid.Uuid.of(new UUID(0x5f00_0000_0000_4000L, 0x8000_0000_0000_0000L | number));
            default -> Duid.of(Octets.of(0, 9, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff));
        };
    }

    private static Ipv6Relay relay(int number, Ipv6Prefix link) {
        Ipv6Address gateway = new Ipv6Address(link.address().high(), 0xffff);
        Ipv6Address clientAddress = new Ipv6Address(0xfe80_0000_0000_0000L, 0x5f00_0000_0000L + number);
        Octets port = Octets.ofUtf8("eth 0/" + number / LINES_PER_SLOT + "/" + number % LINES_PER_SLOT);
        RemoteId line = new RemoteId(ENTERPRISE, Octets.ofUtf8("line-" + number));
        Duid relayId = Duid.Enterprise.of(ENTERPRISE, Octets.ofUtf8("relay-" + link));
        if (number % 4 != 0) {
            Ipv6Relay relay = Ipv6Relay.at(gateway, gateway, clientAddress)
                    .onLine(port, line)
                    .withRelayId(relayId);
            return number % 16 == 1 ? relay.withSubscriberId(Octets.ofUtf8("subscriber-" + number)) : relay;
        }
        Ipv6Address switchAddress = new Ipv6Address(0xfe80_0000_0000_0000L, 0xffff_0000L + number % 7);
        Ipv6Relay accessSwitch = Ipv6Relay.at(switchAddress, Ipv6Address.UNSPECIFIED, clientAddress)
                .onLine(port, line);
        return Ipv6Relay.at(gateway, gateway, switchAddress)
                .onLine(Octets.ofUtf8("trunk"), null)
                .withRelayId(relayId)
                .before(accessSwitch);
    }
}
