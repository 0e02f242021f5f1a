package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpTls;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may happen on a connection and what ends it. RFC 7724 sections 8.1 to 8.4, RFC 6926 section 8.1. */
class ConnectionRulesTest {

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
    @Tag("R7724-8.1-1")
    @Tag("R7724-8.1-2")
    void answersNoActiveQueryInTheClearUnlessThatWasConfiguredToo() {
        try (LeasequeryServer server = LeasequeryServer.builder()
                        .range("10.0.0.0/24")
                        .activeLeasequery()
                        .start();
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.send(Queries.active(1, options -> options.queryStartTime(1)));

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersBulkQueriesWithoutAnyConfiguration() {
        try (LeasequeryServer server =
                        LeasequeryServer.builder().range("10.0.0.0/24").start();
                TestRequestor requestor = TestRequestor.connect(server.port())) {
            assertThat(requestor.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
        }
    }

    @Test
    @Tag("R7724-8.1-3")
    void refusesTlsInInsecureModeAndThenAnswersInTheClear() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            Dhcpv4Message reply = requestor
                    .send(new DhcpTls(Dhcpv4Header.request(6), Dhcpv4Options.NONE))
                    .receive();

            assertThat(reply).isInstanceOf(DhcpTls.class);
            assertThat(reply.transactionId()).isEqualTo(6);
            assertThat(StatusOf.message(reply).meaning()).isEqualTo(StatusCode.TLS_CONNECTION_REFUSED);
            assertThat(requestor.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
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
    void closesTheConnectionOnAMalformedMessage() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            requestor.sendFrame((byte) 1, (byte) 2, (byte) 3);

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.2-3")
    @Tag("R7724-8.2-2")
    void refusesAQueryEndTimeInAnActiveQueryAndCloses() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            Dhcpv4Message reply = requestor
                    .send(Queries.active(4, options -> options.queryEndTime(5)))
                    .receive();

            assertThat(StatusOf.message(reply).meaning()).isEqualTo(StatusCode.MALFORMED_QUERY);
            assertThat(reply.transactionId()).isEqualTo(4);
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
    @Tag("R7724-8.3-1")
    @Tag("R6926-8.5-1")
    void endsAnActiveQueryWhoseConnectionIsUsedForAnother() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(1));

            requestor.send(Queries.active(2));

            assertStatus(requestor.receive(), 2, StatusCode.NOT_ALLOWED);
            assertStatus(requestor.receive(), 1, StatusCode.QUERY_TERMINATED);
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.3-1")
    void endsAnActiveQueryWhoseConnectionIsUsedForABulkQuery() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(1));

            requestor.send(Queries.bulk(2));

            Dhcpv4Message refusal = requestor.receive();
            assertThat(refusal).isInstanceOf(DhcpLeaseQueryDone.class);
            assertStatus(refusal, 2, StatusCode.NOT_ALLOWED);
            assertStatus(requestor.receive(), 1, StatusCode.QUERY_TERMINATED);
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersAnActiveQueryOnAConnectionWhoseBulkQueryIsDone() {
        try (ServerFixture fixture = ServerFixture.start();
                TestRequestor requestor = fixture.connect()) {
            requestor.send(Queries.bulk(1)).receiveThroughDone();

            requestor.send(Queries.active(2, options -> options.queryStartTime(1)));

            assertStatus(requestor.receive(), 2, StatusCode.CATCH_UP_COMPLETE);
        }
    }

    @Test
    @Tag("R6926-8.1-1")
    void closesConnectionsAboveTheLimitAtOnce() {
        try (ServerFixture fixture = ServerFixture.with(server -> server.maxConnections(2));
                TestRequestor first = fixture.connect();
                TestRequestor second = fixture.connect()) {
            await().until(() -> fixture.server.connections() == 2);

            try (TestRequestor third = fixture.connect()) {
                assertThat(third.isClosedByServer()).isTrue();
            }
            assertThat(first.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            second.hangUp();
            await().until(() -> fixture.server.connections() == 1);
            try (TestRequestor fourth = fixture.connect()) {
                assertThat(fourth.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            }
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
    @Tag("R7724-8.2-6")
    void sendsNoKeepAliveWithoutAnActiveQuery() throws IOException {
        try (ServerFixture fixture = ServerFixture.with(server -> server.idleTimeout(Duration.ofMillis(20)));
                TestRequestor requestor = fixture.connect()) {
            requestor.send(Queries.bulk(1)).receiveThroughDone();

            assertThat(requestor.staysSilentFor(Duration.ofMillis(200))).isTrue();
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

    @Test
    @Tag("R6926-8.5-1")
    void forgetsAConnectionThatTheRequestorClosed() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(8));

            requestor.hangUp();

            await().until(() -> fixture.server.connections() == 0);
        }
    }

    @Test
    void resetsConnectionsWithoutAWordWhenItCrashes() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(8));

            fixture.server.crash();

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void listensOnTheSamePortAfterARestart() {
        try (ServerFixture fixture = ServerFixture.start()) {
            int port = fixture.server.port();
            TestRequestor requestor = fixture.ask(Queries.active(8));

            fixture.server.restart(true);

            assertStatus(requestor.receive(), 8, StatusCode.QUERY_TERMINATED);
            try (TestRequestor again = TestRequestor.connect(port)) {
                assertThat(again.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            }
        }
    }

    @Test
    void saysSoIfItsPortIsTaken() {
        try (ServerFixture fixture = ServerFixture.start()) {
            LeasequeryServerBuilder second =
                    LeasequeryServer.builder().range("10.0.0.0/24").port(fixture.server.port());

            assertThatThrownBy(second::start).hasCauseInstanceOf(BindException.class);
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
