package net.leasequery.requestor.link;

import static net.leasequery.codec.v4.StatusCode.CATCH_UP_COMPLETE;
import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Option;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a requestor in secure mode does before the handshake. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsUpgradeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScriptedServer server = ScriptedServer.listen();
    private final long now = System.currentTimeMillis() / 1000;
    private LeasequeryRequestor requestor = requestor(SnapshotMode.NEVER, PATIENCE);
    private Polled polled = new Polled(requestor);

    @AfterEach
    void close() {
        requestor.close();
        server.close();
    }

    @Test
    @Tag("R7724-7.2-3")
    @Tag("R7724-7.2-4")
    @Tag("trap-13")
    void asksForTlsFirstAndWithoutOptions() {
        requestor.start();

        try (Session session = server.accept()) {
            Dhcpv4Message first = session.read();

            assertThat(first).isInstanceOf(DhcpTls.class);
            assertThat(first.options().all()).extracting(Option::code).containsExactly(OptionCode.MESSAGE_TYPE);
            await().until(() -> requestor.status().phase() == Phase.UPGRADING);
        }
    }

    @Test
    @Tag("R7724-7.2-1")
    @Tag("R7724-7.2-2")
    @Tag("R7724-7.2-8")
    @Tag("R7724-7.2-10")
    @Tag("R7724-5.1-2")
    void asksAndIsAnsweredThroughTls() throws IOException {
        requestor.start();

        try (Session session = server.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            Dhcpv4Message query = session.read();
            session.send(Replies.to(query).active("10.0.0.1", now, 0));

            assertThat(query).isInstanceOf(DhcpActiveLeaseQuery.class);
            assertThat(polled.awaitBinding("10.0.0.1").origin()).isEqualTo(Origin.LIVE);
            Notice.Connected connected = (Notice.Connected)
                    polled.awaitNotice(Notice.Connected.class).notice();
            assertThat(connected.security()).startsWith("TLSv1.3, TLS_AES_256_GCM_SHA384, server CN=dhcp server");
            assertThat(requestor.status().tls()).isNotNull();
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    void securesTheConnectionOfABackfillToo() throws IOException {
        use(requestor(SnapshotMode.INITIAL, PATIENCE));
        requestor.start();

        try (Session live = server.accept()) {
            live.agreeToTls().handshake(context(TlsParties.server().issue()));
            Dhcpv4Message liveQuery = live.read();
            live.send(Replies.to(liveQuery).status(CATCH_UP_COMPLETE, now));
            try (Session bulk = server.accept()) {
                bulk.agreeToTls().handshake(context(TlsParties.server().issue()));
                Dhcpv4Message query = bulk.read();
                bulk.send(Replies.to(query).active("10.0.0.9", now, 60));
                bulk.send(new DhcpLeaseQueryDone(Dhcpv4Header.reply(query.transactionId()), Dhcpv4Options.NONE));

                assertThat(query).isInstanceOf(DhcpBulkLeaseQuery.class);
                assertThat(polled.awaitBinding("10.0.0.9").origin()).isEqualTo(Origin.SNAPSHOT);
                polled.awaitNotice(Notice.SnapshotCompleted.class);
            }
        }
    }

    @Test
    @Tag("R7724-7.2-5")
    @Tag("trap-13")
    void leavesAServerThatDoesNotAnswer() {
        use(requestor(SnapshotMode.NEVER, Duration.ofMillis(300)));
        requestor.start();

        try (Session session = server.accept()) {
            session.read();

            session.awaitEnd(PATIENCE);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_NOT_ANSWERED);
            assertThat(disconnected().detail()).contains("300 ms", "does not offer TLS");
        }
    }

    @Test
    @Tag("R7724-7.2-6")
    @Tag("trap-13")
    void reportsAServerThatClosesInsteadOfAnswering() {
        requestor.start();

        try (Session session = server.accept()) {
            session.read();
        }

        assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_CLOSED);
        assertThat(disconnected().detail()).contains("closed the connection upon the request for TLS");
    }

    @Test
    @Tag("R7724-7.2-7")
    @Tag("R7724-5.2.2-2")
    @Tag("trap-13")
    void leavesAServerThatRefusesTls() {
        requestor.start();

        try (Session session = server.accept()) {
            session.send(answer(session.read(), StatusCode.TLS_CONNECTION_REFUSED, "not today"));

            session.awaitEnd(PATIENCE);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_REFUSED);
            assertThat(disconnected().detail()).contains("TLS_CONNECTION_REFUSED", "not today");
        }
    }

    @Test
    @Tag("trap-13")
    void takesOnlyAnAnswerWithoutAnyStatusForConsent() {
        requestor.start();

        try (Session session = server.accept()) {
            session.send(answer(session.read(), StatusCode.SUCCESS, ""));

            session.awaitEnd(PATIENCE);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_REFUSED);
        }
    }

    @Test
    void leavesAServerThatAnswersAnotherRequest() {
        requestor.start();

        try (Session session = server.accept()) {
            int xid = session.read().transactionId();
            session.send(new DhcpTls(Dhcpv4Header.reply(xid + 1), Dhcpv4Options.NONE));

            session.awaitEnd(PATIENCE);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    void believesNoLeaseThatComesInClearText() {
        requestor.start();

        try (Session session = server.accept()) {
            Dhcpv4Message request = session.read();
            session.send(Replies.to(request).active("10.0.0.1", now, 0));

            session.awaitEnd(PATIENCE);

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            assertThat(polled.addresses()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    @Tag("trap-13")
    void believesNoLeaseThatFollowsTheConsentInTheSameSegment() {
        requestor.start();

        try (Session session = server.accept()) {
            Dhcpv4Message request = session.read();
            session.send(consent(request), Replies.to(request).active("10.0.0.1", now, 0));

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(disconnected().detail()).contains("agreed to TLS and then sent something else");
            assertThat(polled.addresses()).isEmpty();
        }
    }

    @Test
    @Tag("trap-13")
    void octetsThatFollowTheConsentInTheSameSegmentReachTls() {
        byte[] handshakeFailureAlert = {21, 3, 3, 0, 2, 2, 40};
        requestor.start();

        try (Session session = server.accept()) {
            session.sendWith(handshakeFailureAlert, consent(session.read()));

            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(disconnected().detail()).contains("handshake_failure");
        }
    }

    @Test
    void waitsForTheHandshakeNoLongerThanForTheAnswer() {
        use(requestor(SnapshotMode.NEVER, Duration.ofMillis(300)));
        requestor.start();

        try (Session session = server.accept()) {
            session.send(consent(session.read()));

            await().until(() -> requestor.status().phase() == Phase.HANDSHAKING);
            assertThat(disconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(disconnected().detail()).contains("300 ms");
        }
    }

    @Test
    void triesAgainAndNeverWithoutTls() throws IOException {
        requestor.start();
        try (Session refused = server.accept()) {
            refused.send(answer(refused.read(), StatusCode.TLS_CONNECTION_REFUSED, ""));
        }

        try (Session second = server.accept()) {
            second.agreeToTls().handshake(context(TlsParties.server().issue()));

            assertThat(second.read()).isInstanceOf(DhcpActiveLeaseQuery.class);
            assertThat(requestor.status().tlsFailures()).containsEntry(DisconnectReason.TLS_REFUSED, 1L);
        }
    }

    @Test
    void closesWhileItWaitsForTheAnswer() {
        requestor.start();

        try (Session session = server.accept()) {
            session.read();
            await().until(() -> requestor.status().phase() == Phase.UPGRADING);

            requestor.close();

            session.awaitEnd(PATIENCE);
            assertThat(requestor.status().phase()).isEqualTo(Phase.STOPPED);
        }
    }

    private Notice.Disconnected disconnected() {
        return (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();
    }

    private void use(LeasequeryRequestor another) {
        requestor.close();
        requestor = another;
        polled = new Polled(another);
    }

    private static DhcpTls consent(Dhcpv4Message request) {
        return new DhcpTls(Dhcpv4Header.reply(request.transactionId()), Dhcpv4Options.NONE);
    }

    private static DhcpTls answer(Dhcpv4Message request, StatusCode status, String text) {
        return new DhcpTls(
                Dhcpv4Header.reply(request.transactionId()),
                Dhcpv4Options.builder().statusCode(status, text).build());
    }

    private LeasequeryRequestor requestor(SnapshotMode snapshots, Duration connectTimeout) {
        return LeasequeryRequestor.create(
                RequestorSettings.builder(server.asConfigured())
                        .tls(TlsParties.settings())
                        .snapshotMode(snapshots)
                        .connectTimeout(connectTimeout)
                        .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)))
                        .build(),
                ResumeState.NONE);
    }
}
