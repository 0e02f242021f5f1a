package net.leasequery.simulator.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.Leases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Live updates of an Active query, reply by reply. RFC 7724 sections 7.4 and 8.2, RFC 6926 section 8.3. */
class Dhcpv4ActiveQueryTest {

    private static final Ipv4Client CLIENT = Ipv4Client.ethernet("02:00:00:00:00:01");

    private final ManualTime time = new ManualTime();
    private final LeasequeryServer server = LeasequeryServer.builder()
            .time(time)
            .range("10.0.0.0/24")
            .range(VirtualSubnet.named("blue"), "10.0.0.0/24")
            .serverIdentifier("192.0.2.1")
            .activeLeasequery()
            .insecure()
            .withhold(OptionCode.VENDOR_CLASS)
            .idleTimeout(Duration.ofHours(1))
            .start();
    private final TestRequestor requestor = TestRequestor.connect(server.port());

    @BeforeEach
    void startTimeThatDiffersFromTheServersStart() {
        time.advanceSeconds(100);
    }

    @AfterEach
    void close() {
        requestor.close();
        server.close();
    }

    @Test
    @Tag("R6926-8.3-3")
    void tellsAnAssignedAddressWithAllThatWasAskedFor() {
        Ipv4Client client = CLIENT.withClientId(Octets.ofHex("01020000000001"))
                .withHostname("host")
                .withFqdn("host.example.net")
                .withClasses("vendor", "voip");
        Ipv4Relay relay = Ipv4Relay.circuit(Octets.ofUtf8("port 1"), Octets.ofUtf8("line 7"))
                .through(Ipv4Address.parse("10.9.9.9"), Octets.ofUtf8("relay"))
                .onLink(Ipv4Address.parse("10.8.8.8"), Octets.ofUtf8("subscriber"));
        query(7);

        server.leases().bind("10.0.0.5", client, relay, Duration.ofSeconds(1000));

        Dhcpv4Message reply = requestor.receive();
        assertThat(reply).isInstanceOf(DhcpLeaseActive.class);
        assertThat(reply.transactionId()).isEqualTo(7);
        assertThat(reply.header().ciaddr()).hasToString("10.0.0.5");
        assertThat(reply.header().htype()).isEqualTo(1);
        assertThat(reply.header().chaddr()).isEqualTo(Octets.ofHex("020000000001"));
        assertThat(reply.header().giaddr()).hasToString("10.9.9.9");
        assertThat(reply.options().baseTime()).hasValue(time.instant().getEpochSecond());
        assertThat(reply.options().leaseTime()).hasValue(1000);
        assertThat(reply.options().renewalTime()).hasValue(500);
        assertThat(reply.options().rebindingTime()).hasValue(875);
        assertThat(reply.options().startTimeOfState()).hasValue(0);
        assertThat(reply.options().clientLastTransactionTime()).hasValue(0);
        assertThat(reply.options().dhcpState()).isEqualTo(DhcpState.ACTIVE);
        assertThat(reply.options().clientIdentifier()).isEqualTo(Octets.ofHex("01020000000001"));
        assertThat(reply.options().hostName()).isEqualTo("host");
        assertThat(reply.options().clientFqdn())
                .extracting(fqdn -> fqdn.domainName())
                .isEqualTo("host.example.net");
        assertThat(reply.options().userClass()).isEqualTo(Octets.ofUtf8("\u0004voip"));
        assertThat(reply.options().relayAgentInformation())
                .isEqualTo(RelayAgentInformation.builder()
                        .circuitId(Octets.ofUtf8("port 1"))
                        .remoteId(Octets.ofUtf8("line 7"))
                        .linkSelection(Ipv4Address.parse("10.8.8.8"))
                        .subscriberId(Octets.ofUtf8("subscriber"))
                        .relayId(Octets.ofUtf8("relay"))
                        .build());
    }

    @Test
    @Tag("R6926-8.3-3")
    void leavesOutWhatWasNotAskedFor() {
        query(1, OptionCode.BASE_TIME);

        server.leases().bind("10.0.0.5", CLIENT.withHostname("host"), Duration.ofSeconds(1000));

        assertThat(codes(requestor.receive()))
                .containsExactlyInAnyOrder(OptionCode.MESSAGE_TYPE, OptionCode.SERVER_IDENTIFIER, OptionCode.BASE_TIME);
    }

    @Test
    @Tag("R6926-8.3-3")
    void leavesOutTheBaseTimeIfItWasNotAskedFor() {
        query(1, Queries.everythingBut(OptionCode.BASE_TIME));

        server.leases().bind("10.0.0.5", CLIENT, Duration.ofSeconds(1000));

        assertThat(requestor.receive().options().baseTime()).isEmpty();
    }

    @Test
    @Tag("R7724-8.2-7")
    void withholdsWhatItIsConfiguredToWithhold() {
        query(1);

        server.leases().bind("10.0.0.5", CLIENT.withClasses("secret", null), Duration.ofSeconds(1000));

        assertThat(codes(requestor.receive())).doesNotContain(OptionCode.VENDOR_CLASS);
    }

    @Test
    @Tag("R6926-8.3-1")
    void namesItselfInTheFirstReplyOnly() {
        query(1);

        server.leases().bind("10.0.0.5", CLIENT, Duration.ofSeconds(1000));
        server.leases().bind("10.0.0.6", CLIENT, Duration.ofSeconds(1000));

        assertThat(requestor.receive(2))
                .extracting(reply -> reply.options().serverIdentifier())
                .containsExactly(Ipv4Address.parse("192.0.2.1"), null);
    }

    @Test
    void tellsAReleasedAddressWithItsLastClient() {
        server.leases().bind("10.0.0.5", CLIENT, Duration.ofSeconds(1000));
        query(1);

        server.leases().release("10.0.0.5");

        Dhcpv4Message reply = requestor.receive();
        assertThat(reply).isInstanceOf(DhcpLeaseUnassigned.class);
        assertThat(reply.options().dhcpState()).isEqualTo(DhcpState.RELEASED);
        assertThat(reply.header().chaddr()).isEqualTo(CLIENT.hardwareAddress());
        assertThat(reply.options().leaseTime()).isEmpty();
    }

    @Test
    @Tag("R6926-6.2-3")
    void countsDurationsFromTheBaseTimeOfTheSameReply() {
        server.leases().bind("10.0.0.5", CLIENT, Duration.ofSeconds(1000));
        query(1);
        time.advanceSeconds(30);

        server.leases().renew("10.0.0.5", Duration.ofMinutes(10));
        Dhcpv4Message reply = requestor.receive();

        assertThat(reply.options().startTimeOfState()).hasValue(30);
        assertThat(reply.options().clientLastTransactionTime()).hasValue(0);
        assertThat(reply.options().leaseTime()).hasValue(600);
    }

    @Test
    void tellsAnInfiniteLease() {
        query(1);

        server.leases().bind("10.0.0.5", CLIENT, null, null);

        assertThat(requestor.receive().options().leaseTime()).hasValue(0xffff_ffffL);
    }

    @Test
    @Tag("R6926-6.2-6")
    void tellsTheDataSourceOnlyIfItIsRemote() {
        query(1);

        server.leases().bind("10.0.0.5", CLIENT, Duration.ofSeconds(1000));
        server.leases().learnFromPartner("10.0.0.6", CLIENT, Duration.ofSeconds(1000), ManualTime.START);

        assertThat(requestor.receive(2))
                .extracting(reply -> reply.options().dataSource())
                .containsExactly(null, DataSource.REMOTE);
    }

    @Test
    void tellsEveryState() {
        query(1);
        Leases leases = server.leases();

        leases.bind("10.0.0.1", CLIENT, Duration.ofSeconds(1000));
        leases.expire("10.0.0.1");
        leases.decline("10.0.0.2");
        leases.reset("10.0.0.3");
        leases.giveToPartner("10.0.0.4");
        leases.startTransition("10.0.0.5");
        leases.makeAvailable("10.0.0.6");

        assertThat(requestor.receiveThrough(reply -> reply.options().dhcpState() == DhcpState.AVAILABLE))
                .extracting(reply -> reply.options().dhcpState())
                .contains(
                        DhcpState.EXPIRED,
                        DhcpState.ABANDONED,
                        DhcpState.RESET,
                        DhcpState.REMOTE,
                        DhcpState.TRANSITIONING);
    }

    @Test
    @Tag("R6926-6.2-7")
    void tellsAddressesOfTheGlobalVpnOnlyUnlessAsked() throws IOException {
        query(1);

        server.leases().inVpn(VirtualSubnet.named("blue")).bind("10.0.0.5", CLIENT, Duration.ofMinutes(1));

        assertThat(requestor.staysSilentFor(Duration.ofMillis(200))).isTrue();
    }

    @Test
    @Tag("R6926-6.2-7")
    void namesTheVpnOfAnAddressThatIsNotInTheGlobalOne() {
        requestor.send(Queries.active(1, options -> options.vss(VirtualSubnet.ALL)));
        awaitQueries(1);

        server.leases().inVpn(VirtualSubnet.named("blue")).bind("10.0.0.5", CLIENT, Duration.ofMinutes(1));
        server.leases().bind("10.0.0.5", CLIENT, Duration.ofMinutes(1));

        assertThat(requestor.receive(2))
                .extracting(reply -> reply.options().vss())
                .containsExactly(VirtualSubnet.named("blue"), null);
    }

    @Test
    @Tag("R7724-7.4-8")
    void neverSendsAssociatedIp() {
        query(1, OptionCode.ASSOCIATED_IP);

        server.leases().bind("10.0.0.5", CLIENT, Duration.ofMinutes(1));
        server.leases().bind("10.0.0.6", CLIENT, Duration.ofMinutes(1));

        assertThat(requestor.receive(2))
                .allSatisfy(reply -> assertThat(codes(reply)).doesNotContain(OptionCode.ASSOCIATED_IP));
    }

    private void query(int xid, int... codes) {
        requestor.send(Queries.active(xid, options -> {
            if (codes.length > 0) {
                options.parameterRequestList(codes);
            }
        }));
        awaitQueries(1);
    }

    private void awaitQueries(int count) {
        await().until(() -> server.queries().size() == count);
    }

    private static List<Integer> codes(Dhcpv4Message message) {
        return message.options().all().stream().map(option -> option.code()).toList();
    }
}
