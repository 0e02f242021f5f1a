package net.leasequery.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may happen on a connection and what ends it. RFC 7724 sections 8.1 to 8.4, RFC 6926 section 8.1; RFC 7653
 * sections 9.1 to 9.5, RFC 5460 section 6.3.
 */
@ParameterizedClass
@EnumSource(Family.class)
class ConnectionRulesTest {

    private final Family family;

    ConnectionRulesTest(Family family) {
        this.family = family;
    }

    @Test
    @Tag("R7724-8.1-1")
    @Tag("R7724-8.1-2")
    void answersNoActiveQueryInTheClearUnlessThatWasConfiguredToo() {
        try (FamilyFixture fixture = FamilyFixture.plain(family, LeasequeryServerBuilder::activeLeasequery);
                FamilyRequestor requestor = fixture.connect()) {
            requestor.active(1, Instant.EPOCH);

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersBulkQueriesWithoutAnyConfiguration() {
        try (FamilyFixture fixture = FamilyFixture.plain(family, builder -> {}).filled()) {
            assertAnswersInFull(fixture);
        }
    }

    @Test
    @Tag("R7724-8.1-3")
    @Tag("R7653-9.1-1")
    void refusesTlsInInsecureModeAndThenAnswersInTheClear() throws IOException {
        try (FamilyFixture fixture = FamilyFixture.start(family).filled();
                FamilyRequestor requestor = fixture.connect()) {
            byte[] reply = requestor.tls(6).receiveFrame();

            assertThat(fixture.protocol.isAnswerToTls(reply)).isTrue();
            assertStatus(fixture.protocol.read(reply), 6, fixture.protocol.tlsConnectionRefused());
            assertThat(requestor.bulk(1).receiveThroughEnd()).hasSize(257);
        }
    }

    @Test
    void closesTheConnectionOnAMalformedMessage() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.connect()) {
            requestor.sendFrame((byte) 1, (byte) 2, (byte) 3);

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.2-3")
    @Tag("R7724-8.2-2")
    @Tag("R7653-9.3-2")
    void refusesAQueryEndTimeInAnActiveQueryAndCloses() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.connect()) {
            MessageContent reply = requestor.activeUntil(4, fixture.ago(5)).receive();

            assertStatus(reply, 4, fixture.protocol.malformedQuery());
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.3-1")
    @Tag("R6926-8.5-1")
    void endsAnActiveQueryWhoseConnectionIsUsedForAnother() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.ask(each -> each.active(1))) {
            requestor.active(2);

            assertStatus(requestor.receive(), 2, fixture.protocol.notAllowed());
            assertStatus(requestor.receive(), 1, fixture.protocol.queryTerminated());
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7724-8.3-1")
    void endsAnActiveQueryWhoseConnectionIsUsedForABulkQuery() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.ask(each -> each.active(1))) {
            requestor.bulk(2);

            MessageContent refusal = requestor.receive();
            assertThat(refusal.isEnd()).isTrue();
            assertStatus(refusal, 2, fixture.protocol.notAllowed());
            assertStatus(requestor.receive(), 1, fixture.protocol.queryTerminated());
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersAnActiveQueryOnAConnectionWhoseBulkQueryIsDone() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.connect()) {
            requestor.bulk(1).receiveThroughEnd();

            requestor.active(2, fixture.ago(0));

            assertStatus(requestor.receive(), 2, fixture.protocol.catchUpComplete());
        }
    }

    @Test
    @Tag("R6926-8.1-1")
    void closesConnectionsAboveTheLimitAtOnce() {
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.maxConnections(2))
                        .filled();
                FamilyRequestor first = fixture.connect();
                FamilyRequestor second = fixture.connect()) {
            await().until(() -> fixture.server.connections() == 2);

            try (FamilyRequestor third = fixture.connect()) {
                assertThat(third.isClosedByServer()).isTrue();
            }
            assertThat(first.bulk(1).receiveThroughEnd()).hasSize(257);
            second.hangUp();
            await().until(() -> fixture.server.connections() == 1);
            assertAnswersInFull(fixture);
        }
    }

    @Test
    @Tag("R7724-8.2-6")
    void sendsNoKeepAliveWithoutAnActiveQuery() throws IOException {
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.idleTimeout(Duration.ofMillis(20)));
                FamilyRequestor requestor = fixture.connect()) {
            requestor.bulk(1).receiveThroughEnd();

            assertThat(requestor.staysSilentFor(Duration.ofMillis(200))).isTrue();
        }
    }

    @Test
    @Tag("R6926-8.5-1")
    void forgetsAConnectionThatTheRequestorClosed() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            FamilyRequestor requestor = fixture.ask(each -> each.active(8));

            requestor.hangUp();

            await().until(() -> fixture.server.connections() == 0);
        }
    }

    @Test
    void resetsConnectionsWithoutAWordWhenItCrashes() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.ask(each -> each.active(8))) {
            fixture.server.crash();

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void listensOnTheSamePortAfterARestart() {
        try (FamilyFixture fixture = FamilyFixture.start(family).filled();
                FamilyRequestor requestor = fixture.ask(each -> each.active(8))) {
            int port = fixture.server.port();

            fixture.server.restart(true);

            assertStatus(requestor.receive(), 8, fixture.protocol.queryTerminated());
            assertThat(fixture.server.port()).isEqualTo(port);
            assertAnswersInFull(fixture);
        }
    }

    @Test
    void saysSoIfItsPortIsTaken() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            assertThatThrownBy(() -> FamilyFixture.with(family, second -> second.port(fixture.server.port())))
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    private static void assertAnswersInFull(FamilyFixture filled) {
        try (FamilyRequestor requestor = filled.connect()) {
            assertThat(requestor.bulk(1).receiveThroughEnd()).hasSize(257);
        }
    }

    private static void assertStatus(MessageContent message, int xid, int code) {
        assertThat(message.xid()).isEqualTo(xid);
        assertThat(message.status()).isEqualTo(code);
    }
}
