package net.leasequery.simulator.v4;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that speaks like Kea. */
class Dhcpv4KeaProfileTest {

    private static final Octets RELAY_ID = Octets.ofUtf8("relay");

    private final ServerFixture fixture = ServerFixture.with(server -> server.profile(Profile.KEA));
    private final LeasequeryServer server = fixture.server;

    @BeforeEach
    void leaseThreeAddressesBehindOneRelayAgentAndGiveOneBack() {
        for (int i = 1; i <= 3; i++) {
            Ipv4Client client =
                    client(i).withClientId(Octets.of(1, i)).withHostname("host").withFqdn("host.example.net");
            Ipv4Relay relay = Ipv4Relay.circuit(Octets.of(i), Octets.ofUtf8("line"))
                    .through(Ipv4Address.parse("10.9.9.9"), RELAY_ID);
            server.leases().bind("10.0.0." + i, client, relay, LEASE);
            fixture.time.advanceSeconds(1);
        }
        server.leases().release("10.0.0.3");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsActiveLeasesOnlyWithTheOptionsOfItsOwnChoice() {
        List<Dhcpv4Message> replies = ask(options -> byRelay(options).parameterRequestList(OptionCode.DHCP_STATE));

        assertThat(replies).hasSize(3);
        assertThat(replies.subList(0, 2)).allSatisfy(reply -> {
            assertThat(reply).isInstanceOf(DhcpLeaseActive.class);
            assertThat(reply.header().giaddr().isUnspecified()).isTrue();
            assertThat(reply.options().all())
                    .extracting(option -> option.code())
                    .filteredOn(code -> code != OptionCode.SERVER_IDENTIFIER)
                    .containsExactlyInAnyOrder(
                            OptionCode.MESSAGE_TYPE,
                            OptionCode.LEASE_TIME,
                            OptionCode.CLIENT_IDENTIFIER,
                            OptionCode.RELAY_AGENT_INFORMATION,
                            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                            OptionCode.BASE_TIME);
        });
        assertThat(replies.get(0).options().serverIdentifier()).isNotNull();
        assertThat(replies.get(1).options().serverIdentifier()).isNull();
    }

    @Test
    void padsItsReplies() throws IOException {
        TestRequestor requestor = fixture.ask(Queries.bulk(1, options -> byRelay(options)));

        assertThat(requestor.receiveFrame()).hasSizeGreaterThanOrEqualTo(300);
        requestor.receiveFrame();
        assertThat(requestor.receiveFrame()).hasSize(300);
    }

    @Test
    void looksAtTheLastTransactionOnly() {
        long afterTheFirst = fixture.now() - 2;

        assertThat(ask(options -> byRelay(options).queryStartTime(afterTheFirst)))
                .hasSize(2);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused(StatusCode.NOT_ALLOWED, options -> {});
        assertRefused(StatusCode.NOT_ALLOWED, options -> byRelay(options).vss(VirtualSubnet.ALL));
        assertRefused(StatusCode.MALFORMED_QUERY, options -> byRelay(options).clientIdentifier(Octets.of(1)));
        assertRefused(StatusCode.MALFORMED_QUERY, options -> byRelay(options).queryStartTime(1L << 31));
        assertRefused(
                StatusCode.MALFORMED_QUERY,
                options -> byRelay(options).queryStartTime(2).queryEndTime(1));
    }

    @Test
    void closesTheConnectionOnAnActiveQuery() {
        TestRequestor requestor = fixture.ask(Queries.active(1));

        assertThat(requestor.isClosedByServer()).isTrue();
    }

    @Test
    void writesATableOfWhatItTells(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("table.jsonl");

        server.writeTable(file);

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"clientId\":\"0101\"", "\"relayId\":\"", "\"lastTransactionTime\":")
                .doesNotContain("hostname", "giaddr", "stateStartTime", "renewalTime");
    }

    private void assertRefused(StatusCode code, Consumer<Dhcpv4OptionsBuilder> query) {
        List<Dhcpv4Message> replies = ask(query);

        assertThat(replies).hasSize(1);
        assertThat(StatusOf.message(replies.get(0)).meaning()).isEqualTo(code);
        assertThat(StatusOf.message(replies.get(0)).text()).isNotEmpty();
    }

    private List<Dhcpv4Message> ask(Consumer<Dhcpv4OptionsBuilder> query) {
        return fixture.ask(Queries.bulk(1, query)).receiveThroughDone();
    }

    private static Dhcpv4OptionsBuilder byRelay(Dhcpv4OptionsBuilder options) {
        return options.relayAgentInformation(
                RelayAgentInformation.builder().relayId(RELAY_ID).build());
    }
}
