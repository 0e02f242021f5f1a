package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream over a real socket. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NettyRequestorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerTime now = new ServerTime(System.currentTimeMillis() / 1000);
    private final long seconds = now.epochSecond();
    private final Scene scene;

    NettyRequestorTest(DhcpFamily family) {
        scene = Scene.inClearText(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void deliversAChangeThatTheServerSends() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().lease(scene.address(1), seconds, 0));

            Delivery.OfBinding delivery = scene.polled().awaitBinding(scene.address(1));
            assertThat(delivery.origin()).isEqualTo(Origin.LIVE);
            assertThat(delivery.resumeState().position()).isNotNull();
            assertThat(scene.status().phase()).isEqualTo(Phase.LIVE);
            assertThat(scene.status().received().bindings()).isEqualTo(1);
        }
    }

    @Test
    @Tag("R7724-7.3-4")
    @Tag("R7724-7.4.1-1")
    void asksForWhatChangedSinceTheStoredPositionLessTheOverlap() {
        scene.startFrom(new ResumeState(new ResumePosition(now.plusSeconds(-100), 20, null), null));

        try (Session session = scene.accept()) {
            Query query = session.read();
            Replies replies = query.replies();
            session.send(
                    replies.lease(scene.address(1), seconds, 90),
                    replies.catchUpComplete(seconds),
                    replies.lease(scene.address(2), seconds, 0));

            assertThat(query.startTime()).isEqualTo(now.plusSeconds(-100 - 20 - 5));
            assertThat(scene.polled().awaitBinding(scene.address(1)).origin()).isEqualTo(Origin.CATCH_UP);
            scene.polled().awaitNotice(Notice.CatchUpCompleted.class);
            assertThat(scene.polled().awaitBinding(scene.address(2)).origin()).isEqualTo(Origin.LIVE);
        }
    }

    @Test
    @Tag("R7724-7.1-2")
    @Tag("R7724-7.4-7")
    void comesBackAfterTheServerHasSaidGoodbye() {
        scene.start();

        try (Session first = scene.accept()) {
            Replies replies = first.read().replies();
            first.send(replies.keepAlive(seconds - 2), replies.goodbye(seconds));
        }

        assertThat(scene.polled()
                        .awaitNotice(Notice.QueryTerminated.class)
                        .resumeState()
                        .position())
                .extracting(ResumePosition::baseTime)
                .isEqualTo(now);
        try (Session second = scene.accept()) {
            // The keep-alive proved that nothing waited; the goodbye did not.
            assertThat(second.read().startTime()).isEqualTo(now.plusSeconds(-2 - 5));
        }
    }

    @Test
    @Tag("R7724-7.4.1-4")
    @Tag("trap-4")
    void resumesFromThePositionBeforeAConnectionThatDiedInCatchUp() {
        scene.startFrom(new ResumeState(new ResumePosition(now.plusSeconds(-100), 0, null), null));

        try (Session first = scene.accept()) {
            first.send(first.read().replies().lease(scene.address(1), seconds, 0));
            scene.polled().awaitBinding(scene.address(1));
            first.reset();
        }

        try (Session second = scene.accept()) {
            assertThat(second.read().startTime()).isEqualTo(now.plusSeconds(-105));
        }
    }

    @Test
    @Tag("R7724-7.4-1")
    void leavesAServerThatStaysSilent() {
        scene.start(settings -> settings.receiveTimeout(Duration.ofMillis(200)));

        try (Session session = scene.accept()) {
            session.read();

            session.awaitEnd(PATIENCE);
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.RECEIVE_TIMEOUT);
        }
    }

    @Test
    @Tag("R7724-7.4-2")
    void staysWithAServerThatSendsSigns() {
        Duration timeout = Duration.ofSeconds(1);
        scene.start(settings -> settings.receiveTimeout(timeout));

        try (Session session = scene.accept()) {
            Replies replies = session.read().replies();
            sendFor(timeout.multipliedBy(2), session, () -> replies.keepAlive(seconds));
            sendFor(timeout.multipliedBy(2), session, () -> replies.lease(scene.address(1), seconds, 0));

            assertThat(scene.polled().notices()).hasExactlyElementsOfTypes(Notice.Connected.class);
        }
    }

    /** Sends one message after another, each when the last has come through. */
    private void sendFor(Duration time, Session session, Supplier<byte[]> messages) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long before = scene.status().received().messages();
            session.send(messages.get());
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> scene.status().received().messages() > before);
            scene.polled().poll();
        }
    }

    @Test
    @Tag("R6926-7.3-1")
    @Tag("trap-7")
    void closesTheConnectionOnAForeignTransactionId() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().repliesToAnother().lease(scene.address(1), seconds, 0));

            session.awaitEnd(PATIENCE);
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            assertThat(scene.polled().addresses()).isEmpty();
        }
    }

    @Test
    @Tag("R7724-7.1-1")
    void givesEachConnectionItsOwnTransactionId() {
        scene.start();
        int first;
        try (Session session = scene.accept()) {
            first = session.read().xid();
        }

        try (Session session = scene.accept()) {
            assertThat(session.read().xid()).isNotEqualTo(first);
        }
    }

    @Test
    @Tag("trap-12")
    void endsTheConnectionOnAMessageThatCannotBeDecoded() {
        scene.start();

        try (Session session = scene.accept()) {
            session.send(session.read().replies().malformed());

            session.awaitEnd(PATIENCE);
            Delivery.OfNotice malformed = scene.polled().awaitNotice(Notice.MalformedMessage.class);
            assertThat(((Notice.MalformedMessage) malformed.notice()).inAnswer())
                    .isFalse();
            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.MALFORMED_MESSAGE);
            assertThat(scene.status().received().malformedMessages()).isEqualTo(1);
        }
    }

    @Test
    void findsAServerThatAppearsLater() {
        scene.server().close();
        scene.start();
        assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.CONNECT_FAILED);

        try (ScriptedServer late =
                        ScriptedServer.listenOn(scene.protocol(), scene.server().port());
                Session session = late.accept()) {
            session.send(session.read().replies().keepAlive(seconds));

            scene.polled().awaitNotice(Notice.Connected.class);
        }
    }

    @Test
    void triesNoMoreThanItCanTellOfWhileNobodyPolls() {
        scene.server().close();
        scene.start(settings -> settings.maxQueueSize(5));

        await().until(() -> scene.status().queuedDeliveries() >= 5);
        await().during(Duration.ofMillis(300)).until(() -> scene.status().queuedDeliveries() == 5);
        long attempts = scene.status().connections().attempts();

        scene.awaitDisconnected();
        await().until(() -> scene.status().connections().attempts() > attempts);
    }

    @Test
    void looksTheNameUpAtEachAttempt() {
        DhcpServer named = new DhcpServer("east", "localhost", scene.server().port());
        scene.start(named, settings -> settings, ResumeState.NONE);

        try (Session session = scene.accept()) {
            assertThat(session.read().kind()).isEqualTo(Query.Kind.ACTIVE);
        }
    }
}
