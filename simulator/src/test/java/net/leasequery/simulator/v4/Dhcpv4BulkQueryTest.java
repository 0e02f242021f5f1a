package net.leasequery.simulator.v4;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.DhcpLeaseUnknown;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.server.Leases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bulk queries: what they return and how they are refused. RFC 6926 sections 8.2 to 8.4. */
class Dhcpv4BulkQueryTest {

    private static final VirtualSubnet BLUE = VirtualSubnet.named("blue");

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    private final ServerFixture fixture = ServerFixture.with(server -> server.range(BLUE, "10.0.0.0/28"));
    private final Leases leases = fixture.server.leases();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @Tag("R6926-8.2-4")
    @Tag("R6926-7.3-3")
    void tellsEachConfiguredAddressOnce() {
        fixture.bind(1, 9);
        leases.decline("10.0.0.9");

        List<Dhcpv4Message> replies = ask(Queries.bulk(1));

        assertThat(addresses(replies)).hasSize(256).doesNotHaveDuplicates();
        assertThat(replies).filteredOn(DhcpLeaseActive.class::isInstance).hasSize(8);
        assertThat(replies).filteredOn(DhcpLeaseUnassigned.class::isInstance).hasSize(248);
        assertThat(replies).noneMatch(DhcpLeaseUnknown.class::isInstance);
    }

    @Test
    @Tag("R6926-8.2-4")
    void tellsNoAddressTwiceThoughItChangesMeanwhile() {
        try (ServerFixture large =
                ServerFixture.with(server -> server.range("10.1.0.0/20").sendBuffer(SMALL))) {
            TestRequestor requestor = TestRequestor.connect(large.server.port(), SMALL);
            requestor.send(Queries.bulk(1));
            List<Dhcpv4Message> replies = new ArrayList<>(requestor.receive(10));

            large.server.churn().tick(5_000);

            replies.addAll(requestor.receiveThroughDone());
            assertThat(addresses(replies)).hasSize(256 + 4096).doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("R6926-8.2-1")
    void endsAnAnswerWithoutBindingsWithDoneAlone() {
        List<Dhcpv4Message> replies = ask(Queries.bulk(1, options -> options.clientIdentifier(Octets.of(1, 2))));

        assertThat(replies).singleElement().isInstanceOf(DhcpLeaseQueryDone.class);
        assertThat(replies.get(0).options().statusCode()).isNull();
    }

    @Test
    @Tag("R6926-8.3-1")
    void namesItselfInTheFirstReplyOnly() {
        List<Dhcpv4Message> replies = ask(Queries.bulk(1));

        assertThat(replies.get(0).options().serverIdentifier()).isEqualTo(Ipv4Address.parse("127.0.0.1"));
        assertThat(replies.subList(1, replies.size()))
                .allMatch(reply -> reply.options().serverIdentifier() == null);
    }

    @Test
    void findsTheBindingsOfAHardwareAddress() {
        fixture.bind(1, 5);
        leases.bind("10.0.0.77", client(3), LEASE);
        leases.bind("10.0.0.78", client(3), LEASE);
        leases.release("10.0.0.78");

        DhcpBulkLeaseQuery all = Queries.bulk(1);
        List<Dhcpv4Message> replies = ask(new DhcpBulkLeaseQuery(
                all.header().withHardwareAddress(1, client(3).hardwareAddress()), all.options()));

        assertThat(addresses(replies)).containsExactlyInAnyOrder("10.0.0.3", "10.0.0.77");
    }

    @Test
    void tellsHardwareTypesApart() {
        fixture.bind(3, 3);

        DhcpBulkLeaseQuery all = Queries.bulk(1);
        List<Dhcpv4Message> replies = ask(new DhcpBulkLeaseQuery(
                all.header().withHardwareAddress(6, client(3).hardwareAddress()), all.options()));

        assertThat(addresses(replies)).isEmpty();
    }

    @Test
    void findsTheBindingsOfAClientIdentifier() {
        leases.bind("10.0.0.1", client(1).withClientId(Octets.ofUtf8("a")), LEASE);
        leases.bind("10.0.0.2", client(2).withClientId(Octets.ofUtf8("b")), LEASE);

        List<Dhcpv4Message> replies = ask(Queries.bulk(1, options -> options.clientIdentifier(Octets.ofUtf8("b"))));

        assertThat(addresses(replies)).containsExactly("10.0.0.2");
    }

    @Test
    void findsTheBindingsOfARemoteId() {
        bindBehindRelays();

        List<Dhcpv4Message> replies = ask(Queries.bulk(
                1,
                options -> options.relayAgentInformation(RelayAgentInformation.builder()
                        .remoteId(Octets.ofUtf8("line 2"))
                        .build())));

        assertThat(addresses(replies)).containsExactly("10.0.0.2");
    }

    @Test
    void findsTheBindingsOfARelayId() {
        bindBehindRelays();

        List<Dhcpv4Message> replies = ask(Queries.bulk(
                1,
                options -> options.relayAgentInformation(RelayAgentInformation.builder()
                        .relayId(Octets.ofUtf8("relay"))
                        .build())));

        assertThat(addresses(replies)).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
    }

    @Test
    @Tag("R6926-8.2-5")
    void includesBothEndsOfTheTimeWindow() {
        fixture.bind(1, 9);
        long secondOf3 = fixture.now() - 7;
        long secondOf6 = fixture.now() - 4;

        List<Dhcpv4Message> replies =
                ask(Queries.bulk(1, options -> options.queryStartTime(secondOf3).queryEndTime(secondOf6)));

        assertThat(addresses(replies)).containsExactlyInAnyOrder("10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
    }

    @Test
    @Tag("R6926-8.2-5")
    void includesABindingWhoseStateIsOldButWhoseClientCameInTheWindow() {
        fixture.bind(1, 9);
        long secondOfRenewal = fixture.now();
        leases.renew("10.0.0.2", LEASE);
        fixture.time.advanceSeconds(10);

        List<Dhcpv4Message> replies = ask(Queries.bulk(1, options -> options.queryStartTime(secondOfRenewal)));

        assertThat(addresses(replies)).containsExactly("10.0.0.2");
    }

    @Test
    @Tag("R6926-8.2-5")
    void includesABindingWhoseStateBeganInTheWindowWithoutItsClient() {
        fixture.bind(1, 9);
        fixture.time.advanceSeconds(10);
        long secondOfExpiry = fixture.now();
        leases.expire("10.0.0.2");

        List<Dhcpv4Message> replies = ask(Queries.bulk(1, options -> options.queryStartTime(secondOfExpiry)));

        assertThat(addresses(replies)).containsExactly("10.0.0.2");
    }

    @Test
    @Tag("R6926-6.2-7")
    void searchesTheGlobalVpnAloneUnlessToldOtherwise() {
        Map<VirtualSubnet, Integer> sizes =
                Map.of(VirtualSubnet.ALL, 256 + 16, BLUE, 16, VirtualSubnet.GLOBAL, 256, VirtualSubnet.named("red"), 0);

        assertThat(addresses(ask(Queries.bulk(1)))).hasSize(256);
        sizes.forEach((vpn, size) -> assertThat(addresses(ask(Queries.bulk(1, options -> options.vss(vpn)))))
                .hasSize(size));
    }

    @Test
    @Tag("R6926-6.2-7")
    void namesTheVpnOfEveryAddressThatIsNotInTheGlobalOne() {
        List<Dhcpv4Message> replies = ask(Queries.bulk(1, options -> options.vss(BLUE)));

        assertThat(replies.subList(0, 16))
                .allSatisfy(reply -> assertThat(reply.options().vss()).isEqualTo(BLUE));
    }

    @Test
    @Tag("R6926-8.2-2")
    void refusesAnAddressInTheHeaderAsMalformed() {
        Ipv4Address address = Ipv4Address.parse("10.0.0.1");
        Dhcpv4Header none = Dhcpv4Header.request(1);
        List<Dhcpv4Header> headers = List.of(
                none.withCiaddr(address),
                withYiaddrAndSiaddr(address, none.siaddr()),
                withYiaddrAndSiaddr(none.yiaddr(), address));

        assertThat(headers).allSatisfy(header -> {
            List<Dhcpv4Message> replies =
                    ask(new DhcpBulkLeaseQuery(header, Queries.bulk(1).options()));
            assertThat(replies).hasSize(1);
            assertThat(StatusOf.message(replies.get(0)).meaning()).isEqualTo(StatusCode.MALFORMED_QUERY);
        });
    }

    @Test
    @Tag("R6926-8.2-3")
    void refusesTwoPrimaryQueriesInOne() {
        List<Dhcpv4Message> replies = ask(Queries.bulk(
                1,
                options -> options.clientIdentifier(Octets.of(1))
                        .relayAgentInformation(RelayAgentInformation.builder()
                                .relayId(Octets.of(2))
                                .build())));

        assertThat(replies).hasSize(1);
        assertThat(StatusOf.message(replies.get(0)).meaning()).isEqualTo(StatusCode.NOT_ALLOWED);
    }

    @Test
    void answersFurtherQueriesOnTheConnectionAfterARefusal() {
        try (TestRequestor requestor = fixture.connect()) {
            requestor.send(new DhcpBulkLeaseQuery(
                    Dhcpv4Header.request(1).withCiaddr(Ipv4Address.parse("10.0.0.1")),
                    Queries.bulk(1).options()));
            requestor.receiveThroughDone();

            assertThat(addresses(requestor.send(Queries.bulk(2)).receiveThroughDone()))
                    .hasSize(256);
        }
    }

    private List<Dhcpv4Message> ask(DhcpBulkLeaseQuery query) {
        try (TestRequestor requestor = fixture.connect()) {
            return requestor.send(query).receiveThroughDone();
        }
    }

    private void bindBehindRelays() {
        Ipv4Address giaddr = Ipv4Address.parse("10.9.9.9");
        for (int i = 1; i <= 3; i++) {
            Ipv4Relay relay = Ipv4Relay.circuit(Octets.ofUtf8("port " + i), Octets.ofUtf8("line " + i))
                    .through(giaddr, Octets.ofUtf8(i < 3 ? "relay" : "other relay"));
            leases.bind("10.0.0." + i, client(i), relay, LEASE);
        }
    }

    private static Dhcpv4Header withYiaddrAndSiaddr(Ipv4Address yiaddr, Ipv4Address siaddr) {
        Dhcpv4Header none = Dhcpv4Header.request(1);
        return new Dhcpv4Header(
                none.op(),
                0,
                0,
                none.xid(),
                0,
                0,
                none.ciaddr(),
                yiaddr,
                siaddr,
                none.giaddr(),
                none.chaddr(),
                none.sname(),
                none.file());
    }

    private static List<String> addresses(Collection<Dhcpv4Message> replies) {
        return replies.stream()
                .filter(reply -> !(reply instanceof DhcpLeaseQueryDone))
                .map(reply -> reply.header().ciaddr().toString())
                .toList();
    }
}
