package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server, or what listens in its place, that wastes our time. */
@BothFamilies
@Timeout(60)
class HostileServerTest {

    private static final BackOff ONE_SECOND = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private final Scene scene;
    private final long now = Instant.now().getEpochSecond();

    HostileServerTest(DhcpFamily family) {
        scene = Scene.inClearText(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void isNotConnectedBeforeItHasAnswered() {
        scene.start();

        try (Session session = scene.accept()) {
            Replies replies = session.read().replies();
            await().until(() -> scene.status().phase() == Phase.QUERYING);
            assertThat(scene.polled().notices()).isEmpty();

            session.send(replies.keepAlive(now));

            scene.polled().awaitNotice(Notice.Connected.class);
            assertThat(scene.status().phase()).isEqualTo(Phase.LIVE);
        }
    }

    @Test
    void thatNeverAnswersIsNeverConnectedNorDisconnected() {
        scene.start(settings -> settings.receiveTimeout(Duration.ofMillis(300)));

        try (Session session = scene.accept()) {
            session.read();

            assertThat(scene.awaitDisconnected().reason()).isEqualTo(DisconnectReason.RECEIVE_TIMEOUT);
            assertThat(scene.polled().notices()).noneMatch(Notice.Connected.class::isInstance);
            assertThat(scene.status().connections().disconnects()).isZero();
            assertThat(scene.status().connections().attempts()).isPositive();
        }
    }

    @Test
    void isConnectedOnceItHasAnsweredABulkQueryThoughNothingHasChangedSince() {
        scene.start(settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .bulkQueries(List.of(scene.protocol().everything())));

        try (Session one = scene.accept();
                Session other = scene.accept()) {
            Query first = one.read();
            Session bulk = first.kind() == Query.Kind.BULK ? one : other;
            if (first.kind() == Query.Kind.ACTIVE) {
                first = other.read();
            }
            bulk.send(first.replies().lease(scene.address(1), now, 0));

            scene.polled().awaitNotice(Notice.Connected.class);
        }
    }

    @Test
    void thatLosesItsHistoryAllTheTimeIsAskedForItMoreAndMoreSeldom() throws InterruptedException {
        scene.start(settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .bulkQueries(List.of(scene.protocol().everything()))
                .reconnectBackOff(ONE_SECOND));
        AtomicInteger bulkQueries = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Session live = scene.acceptAndKeep();
        Replies replies = live.read().replies();
        live.send(replies.keepAlive(now));
        CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answerBulkQueries(bulkQueries, over));

        Instant end = Instant.now().plusSeconds(6);
        int sent = 0;
        int gaps = 0;
        while (Instant.now().isBefore(end)) {
            sent++;
            live.send(replies.dataMissing(now + sent / 1_000));
            gaps += (int) scene.requestor().poll(Duration.ofMillis(1)).stream()
                    .filter(HostileServerTest::tellsOfGap)
                    .count();
        }
        over.set(true);

        assertThat(gaps).isPositive();
        // Bounds of the waits are 1, 2, 4 s; each is random up to its bound.
        assertThat(bulkQueries.get()).isBetween(1, 25);
        scene.close();
        assertThat(answers).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void thatChangesMoreAddressesDuringABulkQueryThanMayBeRememberedEndsIt() {
        scene.start(settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .bulkQueries(List.of(scene.protocol().everything()))
                .maxTableOctets(30_000));
        Session live = scene.acceptAndKeep();
        Replies replies = live.read().replies();
        live.send(replies.keepAlive(now));
        try (Session bulk = scene.accept()) {
            bulk.read();
            for (int i = 1; i <= 250; i++) {
                live.send(replies.lease(scene.address(i), now, 0));
            }

            scene.polled().awaitNotice(Notice.TableFull.class);
            scene.polled().awaitNotice(Notice.BackfillFailed.class);
            bulk.awaitEnd(Duration.ofSeconds(10));
        }
        try (Session again = scene.accept()) {
            assertThat(again.read().kind()).isEqualTo(Query.Kind.BULK);
        }
        scene.polled().awaitBinding(scene.address(250));
    }

    private static boolean tellsOfGap(Delivery delivery) {
        return delivery instanceof Delivery.OfNotice delivered && delivered.notice() instanceof Notice.DataMissing;
    }

    private void answerBulkQueries(AtomicInteger count, AtomicBoolean over) {
        while (!over.get()) {
            try (Session bulk = scene.accept()) {
                Replies replies = bulk.read().replies();
                count.incrementAndGet();
                bulk.send(replies.lease(scene.address(1), now, 0));
                bulk.send(replies.done());
                bulk.awaitEnd(Duration.ofSeconds(5));
            } catch (RuntimeException e) {
                if (!over.get()) {
                    throw e;
                }
            }
        }
    }
}
