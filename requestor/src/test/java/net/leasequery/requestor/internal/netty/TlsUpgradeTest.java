package net.leasequery.requestor.internal.netty;

import static net.leasequery.requestor.testkit.TlsParties.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import net.leasequery.requestor.testkit.TlsParties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a requestor in secure mode does before the handshake. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsUpgradeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long now = System.currentTimeMillis() / 1000;
    private final Scene scene;

    TlsUpgradeTest(DhcpFamily family) {
        scene = Scene.inSecureMode(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R7724-7.2-3")
    @Tag("R7724-7.2-4")
    @Tag("trap-13")
    @Tag("R7653-8.2-1")
    void asksForTlsFirstAndWithoutOptions() {
        scene.start();

        try (Session session = scene.accept()) {
            Query first = session.read();

            assertThat(first.kind()).isEqualTo(Query.Kind.TLS);
            assertThat(first.options()).isEmpty();
            await().until(() -> scene.status().phase() == Phase.UPGRADING);
        }
    }

    @Test
    @Tag("R7724-7.2-1")
    @Tag("R7724-7.2-2")
    @Tag("R7724-7.2-8")
    @Tag("R7724-7.2-10")
    @Tag("R7724-5.1-2")
    @Tag("R7653-8.2-1")
    void asksAndIsAnsweredThroughTls() throws IOException {
        scene.start();

        try (Session session = scene.accept()) {
            session.agreeToTls().handshake(context(TlsParties.server().issue()));
            Query query = session.read();
            session.send(query.replies().lease(scene.address(1), now, 0));

            assertThat(query.kind()).isEqualTo(Query.Kind.ACTIVE);
            assertThat(scene.polled().awaitBinding(scene.address(1)).origin()).isEqualTo(Origin.LIVE);
            Notice.Connected connected = (Notice.Connected)
                    scene.polled().awaitNotice(Notice.Connected.class).notice();
            assertThat(connected.security()).startsWith("TLSv1.3, TLS_AES_256_GCM_SHA384, server CN=dhcp server");
            assertThat(scene.status().connections().tls()).isNotNull();
        }
    }

    @Test
    @Tag("R7724-7.1-1")
    @Tag("R7653-6.2-2")
    void givesTheQueryAnotherTransactionIdThanTheRequestForTls() throws IOException {
        scene.start();

        try (Session session = scene.accept()) {
            Query request = session.read();
            session.send(request.replies().agreeToTls());
            session.handshake(context(TlsParties.server().issue()));

            assertThat(session.read().xid()).isNotEqualTo(request.xid());
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    void securesTheConnectionOfABackfillToo() throws IOException {
        scene.start(settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .bulkQueries(List.of(scene.protocol().everything())));

        try (Session live = scene.accept()) {
            live.agreeToTls().handshake(context(TlsParties.server().issue()));
            live.send(live.read().replies().keepAlive(now));
            try (Session bulk = scene.accept()) {
                bulk.agreeToTls().handshake(context(TlsParties.server().issue()));
                Query query = bulk.read();
                Replies replies = query.replies();
                bulk.send(replies.lease(scene.address(9), now, 60), replies.done());

                assertThat(query.kind()).isEqualTo(Query.Kind.BULK);
                assertThat(scene.polled().awaitBinding(scene.address(9)).origin())
                        .isEqualTo(Origin.SNAPSHOT);
                scene.polled().awaitNotice(Notice.SnapshotCompleted.class);
            }
        }
    }

    @Test
    @Tag("R7724-7.2-5")
    @Tag("trap-13")
    void leavesAServerThatDoesNotAnswer() {
        scene.start(settings -> settings.connectTimeout(Duration.ofMillis(300)));

        try (Session session = scene.accept()) {
            session.read();

            session.awaitEnd(PATIENCE);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_NOT_ANSWERED);
            assertThat(scene.awaitDisconnected().detail()).contains("300 ms", "does not offer TLS");
        }
    }

    @Test
    @Tag("R7724-7.2-6")
    @Tag("trap-13")
    @Tag("R7653-8.2-1")
    void reportsAServerThatClosesInsteadOfAnswering() {
        scene.start();

        try (Session session = scene.accept()) {
            session.read();
        }

        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_CLOSED);
        assertThat(scene.awaitDisconnected().detail()).contains("closed the connection upon the request for TLS");
    }

    @Test
    @Tag("R7724-7.2-7")
    @Tag("R7724-5.2.2-2")
    @Tag("trap-13")
    @Tag("R7653-8.2-1")
    void leavesAServerThatRefusesTls() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().refuseTls("not today"));

            session.awaitEnd(PATIENCE);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_REFUSED);
            assertThat(scene.awaitDisconnected().detail()).contains("TLS_CONNECTION_REFUSED", "not today");
        }
    }

    @Test
    @Tag("trap-13")
    void takesOnlyAnAnswerWithoutAnyStatusForConsent() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().succeedInTls());

            session.awaitEnd(PATIENCE);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_REFUSED);
        }
    }

    @Test
    void leavesAServerThatAnswersAnotherRequest() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().repliesToAnother().agreeToTls());

            session.awaitEnd(PATIENCE);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    void believesNoLeaseThatComesInClearText() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().lease(scene.address(1), now, 0));

            session.awaitEnd(PATIENCE);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            assertThat(scene.polled().addresses()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-7.2-2")
    @Tag("trap-13")
    void believesNoLeaseThatFollowsTheConsentInTheSameSegment() {
        scene.start(settings -> settings.connectTimeout(Duration.ofSeconds(1)));

        try (Session session = scene.accept()) {
            Replies replies = session.read().replies();
            byte[] lease = replies.lease(scene.address(1), now, 0);
            session.send(replies.agreeToTls(), lease);

            // For one in 128 random transaction-ids of DHCPv6, Netty awaits the rest of an SSLv2 record.
            boolean likeSslV2 = lease[4] == 2 || lease[4] == 3;
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(scene.awaitDisconnected().detail())
                    .contains(likeSslV2 ? "did not end within 1000 ms" : "agreed to TLS and then sent something else");
            assertThat(scene.polled().addresses()).isEmpty();
        }
    }

    @Test
    @Tag("trap-13")
    void octetsThatFollowTheConsentInTheSameSegmentReachTls() {
        byte[] handshakeFailureAlert = {21, 3, 3, 0, 2, 2, 40};
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().agreeToTls(), handshakeFailureAlert);

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(scene.awaitDisconnected().detail()).contains("handshake_failure");
        }
    }

    @Test
    void waitsForTheHandshakeNoLongerThanForTheAnswer() {
        scene.start(settings -> settings.connectTimeout(Duration.ofSeconds(1)));

        try (Session session = scene.accept()) {
            session.send(session.read().replies().agreeToTls());

            await().until(() -> scene.status().phase() == Phase.HANDSHAKING);
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.TLS_HANDSHAKE_FAILED);
            assertThat(scene.awaitDisconnected().detail()).contains("1000 ms");
        }
    }

    @Test
    void triesAgainAndNeverWithoutTls() throws IOException {
        scene.start();
        for (int i = 0; i < 2; i++) {
            try (Session refused = scene.accept()) {
                refused.send(refused.read().replies().refuseTls(""));
            }
        }

        try (Session third = scene.accept()) {
            third.agreeToTls().handshake(context(TlsParties.server().issue()));

            assertThat(third.read().kind()).isEqualTo(Query.Kind.ACTIVE);
            assertThat(scene.status().connections().tlsFailures()).containsEntry(DisconnectReason.TLS_REFUSED, 2L);
        }
    }

    @Test
    void closesWhileItWaitsForTheAnswer() {
        scene.start();

        try (Session session = scene.accept()) {
            session.read();
            await().until(() -> scene.status().phase() == Phase.UPGRADING);

            scene.requestor().close();

            session.awaitEnd(PATIENCE);
            assertThat(scene.status().phase()).isEqualTo(Phase.STOPPED);
        }
    }
}
