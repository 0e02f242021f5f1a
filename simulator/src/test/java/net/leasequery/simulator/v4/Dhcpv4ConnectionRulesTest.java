package net.leasequery.simulator.v4;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What DHCPv4 has of its own to say on what may happen on a connection. RFC 7724 sections 8.1 to 8.3. */
class Dhcpv4ConnectionRulesTest {

    @Test
    @Tag("R7724-8.1-1")
    void answersNoActiveQueryUnlessThatWasConfigured() {
        try (LeasequeryServer server =
                        LeasequeryServer.builder().range("10.0.0.0/24").start();
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.send(Queries.active(1, options -> options.queryStartTime(1)));

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1.1-1")
    void closesTheConnectionOnAMessageThatHasNoPlaceOnTcp() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            requestor.send(new DhcpLeaseQuery(Dhcpv4Header.request(1), Dhcpv4Options.NONE));

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.1.1-1")
    void closesTheConnectionOnAReply() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            requestor.send(new DhcpLeaseQueryDone(Dhcpv4Header.reply(1), Dhcpv4Options.NONE));

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesAnActiveQueryAboutOneClientOrAddress() {
        try (ServerFixture fixture = ServerFixture.start()) {
            DhcpActiveLeaseQuery good = Queries.active(1);
            Dhcpv4Header header = good.header();

            assertRefused(fixture, Queries.active(1, options -> options.clientIdentifier(Octets.of(1, 2))));
            assertRefused(
                    fixture,
                    new DhcpActiveLeaseQuery(header.withCiaddr(Ipv4Address.parse("10.0.0.1")), good.options()));
            assertRefused(
                    fixture, new DhcpActiveLeaseQuery(header.withHardwareAddress(1, Octets.of(1)), good.options()));
        }
    }

    @Test
    @Tag("R7724-8.2-6")
    void tellsAnIdleActiveQueryThatTheConnectionLives() {
        try (ServerFixture fixture = ServerFixture.with(server -> server.idleTimeout(Duration.ofMillis(30)))) {
            TestRequestor requestor = fixture.ask(Queries.active(8));

            Dhcpv4Message first = requestor.receive();
            Dhcpv4Message second = requestor.receive();

            assertStatus(first, 8, StatusCode.CONNECTION_ACTIVE);
            assertThat(first.options().baseTime()).hasValue(fixture.now());
            assertThat(first.options().serverIdentifier()).isNotNull();
            assertStatus(second, 8, StatusCode.CONNECTION_ACTIVE);
            assertThat(second.options().serverIdentifier()).isNull();
        }
    }

    @Test
    void leavesTheBaseTimeOutOfAKeepAliveIfItWasNotAskedFor() {
        try (ServerFixture fixture = ServerFixture.with(server -> server.idleTimeout(Duration.ofMillis(30)))) {
            TestRequestor requestor =
                    fixture.ask(Queries.active(8, options -> options.parameterRequestList(OptionCode.LEASE_TIME)));

            assertThat(requestor.receive().options().baseTime()).isEmpty();
        }
    }

    @Test
    void leavesDhcpStateOutOfLeaseActiveIfSoConfigured() {
        try (ServerFixture fixture = ServerFixture.with(LeasequeryServerBuilder::withoutStateInLeaseActive)) {
            TestRequestor requestor = fixture.ask(Queries.active(8));

            fixture.server.leases().bind("10.0.0.1", client(1), LEASE);
            assertThat(requestor.receive().options().dhcpState()).isNull();

            fixture.server.leases().release("10.0.0.1");
            assertThat(requestor.receive().options().dhcpState()).isNotNull();
        }
    }

    private static void assertRefused(ServerFixture fixture, DhcpActiveLeaseQuery query) {
        try (TestRequestor requestor = fixture.connect()) {
            assertStatus(requestor.send(query).receive(), query.transactionId(), StatusCode.MALFORMED_QUERY);
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    private static void assertStatus(Dhcpv4Message message, int xid, StatusCode code) {
        assertThat(message.transactionId()).isEqualTo(xid);
        assertThat(StatusOf.message(message).meaning()).isEqualTo(code);
    }
}
