package net.leasequery.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Pool;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import org.junit.jupiter.api.Test;

class Ipv6LeaseLineTest {

    private static final Duration LEASE = Duration.ofSeconds(1600);

    private static final Ipv6Client CLIENT =
            Ipv6Client.of(Duid.ofHex("00030001020000000005")).withIaid(7);

    private final LeaseDatabase database = new LeaseDatabase(
            new LeaseTable(
                    List.of(
                            Ipv6Pool.parse(VirtualSubnet.GLOBAL, "ta:2001:db8:0:1::/127", null),
                            Ipv6Pool.parse(VirtualSubnet.named("blue"), "2001:db8:8000::/51/52@2001:db8::/64", null)),
                    ManualTime.START),
            new ServerClock(new ManualTime()));

    @Test
    void tellsAllThatIsKnownOfAPrefixAndWhatTheAgentNearestToTheClientSaid() {
        Ipv6Address agent = Ipv6Address.parse("2001:db8::ffff");
        Ipv6Relay accessSwitch = Ipv6Relay.at(
                        Ipv6Address.parse("fe80::2"), Ipv6Address.UNSPECIFIED, Ipv6Address.parse("fe80::1"))
                .onLine(Octets.ofHex("aa"), new RemoteId(4491, Octets.ofHex("bb")))
                .withSubscriberId(Octets.ofHex("cc"));
        Ipv6Relay relay = Ipv6Relay.at(agent, agent, Ipv6Address.parse("fe80::2"))
                .onLine(Octets.ofHex("dd"), null)
                .withRelayId(Duid.ofHex("0003000102ff"))
                .before(accessSwitch);
        database.bind(3, CLIENT.withFqdn("host.example.net").withClasses("vendor", "user"), relay, LEASE);

        assertThat(LeaseLine.of(database.table().get(3), TableView.WHOLE))
                .isEqualTo("{\"vpn\":\"blue\",\"leaseType\":\"PD\",\"prefixLength\":52,"
                        + "\"address\":\"2001:db8:8000:1000::/52\",\"state\":\"ACTIVE\","
                        + "\"hardwareType\":1,\"hardwareAddress\":\"02:00:00:00:00:05\","
                        + "\"duid\":\"00030001020000000005\",\"iaid\":7,\"fqdn\":\"host.example.net\","
                        + "\"vendorClass\":\"vendor\",\"userClass\":\"user\","
                        + "\"stateStartTime\":1767225600000,\"lastTransactionTime\":1767225600000,"
                        + "\"leaseExpiryTime\":1767227200000,\"renewalTime\":1767226100000,"
                        + "\"rebindingTime\":1767226400000,\"preferredExpiryTime\":1767226600000,"
                        + "\"infiniteLease\":false,\"relay\":{\"linkAddress\":\"2001:db8::ffff\","
                        + "\"peerAddress\":\"fe80::1\",\"interfaceId\":\"aa\",\"remoteId\":\"0000118bbb\","
                        + "\"relayId\":\"0003000102ff\",\"subscriberId\":\"cc\"},\"remote\":false}");
    }

    @Test
    void tellsNoRenewalOfATemporaryAddress() {
        database.bind(1, CLIENT, null, LEASE);

        assertThat(LeaseLine.of(database.table().get(1), TableView.WHOLE))
                .contains("\"leaseType\":\"TA\",\"address\":\"2001:db8:0:1::1\"", "preferredExpiryTime")
                .doesNotContain("renewalTime", "rebindingTime", "prefixLength");
    }

    @Test
    void keepsTheLastClientOfALeaseThatWasFreed() {
        database.bind(1, CLIENT, null, LEASE);
        database.makeAvailable(1);

        assertThat(LeaseLine.of(database.table().get(1), TableView.WHOLE))
                .contains("\"state\":\"AVAILABLE\"", "\"duid\":\"00030001020000000005\"");
    }
}
