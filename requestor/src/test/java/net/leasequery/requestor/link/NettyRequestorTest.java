package net.leasequery.requestor.link;

import static net.leasequery.codec.v4.StatusCode.CATCH_UP_COMPLETE;
import static net.leasequery.codec.v4.StatusCode.CONNECTION_ACTIVE;
import static net.leasequery.codec.v4.StatusCode.QUERY_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.ResumePosition;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NettyRequestorTest {

    private final ScriptedServer server = ScriptedServer.listen();
    private final long now = System.currentTimeMillis() / 1000;
    private LeasequeryRequestor requestor = requestor(ResumeState.NONE);
    private Polled polled = new Polled(requestor);

    @AfterEach
    void close() {
        requestor.close();
        server.close();
    }

    @Test
    void deliversAChangeThatTheServerSends() {
        requestor.start();

        try (Session session = server.accept()) {
            Dhcpv4Message query = session.read();
            session.send(Replies.to(query).active("10.0.0.1", now, 0));

            Delivery.OfBinding delivery = polled.awaitBinding("10.0.0.1");
            assertThat(delivery.origin()).isEqualTo(Origin.LIVE);
            assertThat(delivery.resumeState().position()).isNotNull();
            assertThat(requestor.status().phase()).isEqualTo(Phase.LIVE);
            assertThat(requestor.status().bindingsReceived()).isEqualTo(1);
        }
    }

    @Test
    @Tag("R7724-7.3-4")
    @Tag("R7724-7.4.1-1")
    void asksForWhatChangedSinceTheStoredPositionLessTheOverlap() {
        startFrom(new ResumeState(new ResumePosition(new ServerTime(now - 100), 20, null), null));

        try (Session session = server.accept()) {
            Dhcpv4Message query = session.read();
            session.send(
                    Replies.to(query).active("10.0.0.1", now, 90),
                    Replies.to(query).status(CATCH_UP_COMPLETE, now),
                    Replies.to(query).active("10.0.0.2", now, 0));

            assertThat(query.options().queryStartTime()).hasValue(now - 100 - 20 - 5);
            assertThat(polled.awaitBinding("10.0.0.1").origin()).isEqualTo(Origin.CATCH_UP);
            polled.awaitNotice(Notice.CatchUpCompleted.class);
            assertThat(polled.awaitBinding("10.0.0.2").origin()).isEqualTo(Origin.LIVE);
        }
    }

    @Test
    @Tag("R7724-7.1-2")
    @Tag("R7724-7.4-7")
    void comesBackAfterTheServerHasSaidGoodbye() {
        requestor.start();

        try (Session first = server.accept()) {
            Dhcpv4Message query = first.read();
            first.send(
                    Replies.to(query).status(CONNECTION_ACTIVE, now - 2),
                    Replies.to(query).status(QUERY_TERMINATED, now));
        }

        assertThat(polled.awaitNotice(Notice.QueryTerminated.class)
                        .resumeState()
                        .position())
                .extracting(ResumePosition::baseTime)
                .isEqualTo(new ServerTime(now));
        try (Session second = server.accept()) {
            // The keep-alive proved that nothing waited; the goodbye did not.
            assertThat(second.read().options().queryStartTime()).hasValue(now - 2 - 5);
        }
    }

    @Test
    @Tag("R7724-7.4.1-4")
    @Tag("trap-4")
    void resumesFromThePositionBeforeAConnectionThatDiedInCatchUp() {
        startFrom(new ResumeState(new ResumePosition(new ServerTime(now - 100), 0, null), null));

        try (Session first = server.accept()) {
            Dhcpv4Message query = first.read();
            first.send(Replies.to(query).active("10.0.0.1", now, 0));
            polled.awaitBinding("10.0.0.1");
            first.reset();
        }

        try (Session second = server.accept()) {
            assertThat(second.read().options().queryStartTime()).hasValue(now - 105);
        }
    }

    @Test
    @Tag("R7724-7.4-1")
    void leavesAServerThatStaysSilent() {
        use(settings().receiveTimeout(Duration.ofMillis(200)));
        requestor.start();

        try (Session session = server.accept()) {
            session.read();

            session.awaitEnd(Duration.ofSeconds(5));
            assertThat(disconnectReason()).isEqualTo(DisconnectReason.RECEIVE_TIMEOUT);
        }
    }

    @Test
    @Tag("R6926-7.3-1")
    @Tag("trap-7")
    void closesTheConnectionOnAForeignTransactionId() {
        requestor.start();

        try (Session session = server.accept()) {
            session.send(new Replies(session.read().transactionId() + 1).active("10.0.0.1", now, 0));

            session.awaitEnd(Duration.ofSeconds(5));
            assertThat(disconnectReason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            assertThat(polled.addresses()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-7.1-1")
    void givesEachConnectionItsOwnTransactionId() {
        requestor.start();
        int first;
        try (Session session = server.accept()) {
            first = session.read().transactionId();
        }

        try (Session session = server.accept()) {
            assertThat(session.read().transactionId()).isNotEqualTo(first);
        }
    }

    @Test
    @Tag("trap-12")
    void endsTheConnectionOnAMessageThatCannotBeDecoded() {
        requestor.start();

        try (Session session = server.accept()) {
            session.read();
            session.sendOctets(new byte[] {0, 3, 1, 2, 3});

            session.awaitEnd(Duration.ofSeconds(5));
            polled.awaitNotice(Notice.MalformedMessage.class);
            assertThat(disconnectReason()).isEqualTo(DisconnectReason.MALFORMED_MESSAGE);
            assertThat(requestor.status().malformedMessages()).isEqualTo(1);
        }
    }

    @Test
    void findsAServerThatAppearsLater() {
        server.close();
        requestor.start();
        assertThat(disconnectReason()).isEqualTo(DisconnectReason.CONNECT_FAILED);

        try (ScriptedServer late = ScriptedServer.listenOn(server.port());
                Session session = late.accept()) {
            session.read();

            polled.awaitNotice(Notice.Connected.class);
        }
    }

    @Test
    void looksTheNameUpAtEachAttempt() {
        use(settings(new DhcpServer("east", "localhost", server.port())));
        requestor.start();

        try (Session session = server.accept()) {
            assertThat(session.read()).isNotNull();
        }
    }

    private DisconnectReason disconnectReason() {
        Notice notice = polled.awaitNotice(Notice.Disconnected.class).notice();
        return ((Notice.Disconnected) notice).reason();
    }

    private void startFrom(ResumeState state) {
        requestor.close();
        requestor = requestor(state);
        polled = new Polled(requestor);
        requestor.start();
    }

    private void use(RequestorSettingsBuilder settings) {
        requestor.close();
        requestor = LeasequeryRequestor.create(settings.build(), ResumeState.NONE);
        polled = new Polled(requestor);
    }

    private LeasequeryRequestor requestor(ResumeState state) {
        return LeasequeryRequestor.create(settings().build(), state);
    }

    private RequestorSettingsBuilder settings() {
        return settings(server.asConfigured());
    }

    private static RequestorSettingsBuilder settings(DhcpServer address) {
        return RequestorSettings.builder(address)
                .snapshotMode(SnapshotMode.NEVER)
                .clearText()
                .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)));
    }
}
