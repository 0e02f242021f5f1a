package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Query;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two bulk queries on one connection, beside a live stream. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BulkConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long now = System.currentTimeMillis() / 1000;
    private final Scene scene;

    BulkConnectionTest(DhcpFamily family) {
        scene = Scene.inClearText(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R6926-7.1-1")
    @Tag("R7653-6.2-2")
    void tellsTheAnswersOfItsQueriesApartByTheirTransactionIds() {
        start(PATIENCE);
        scene.acceptStream(now);

        try (Session bulk = scene.accept()) {
            Query first = bulk.read();
            bulk.send(first.replies().done());
            Query second = bulk.read();
            Replies replies = second.replies();
            bulk.send(replies.lease(scene.address(1), now, 60), replies.done());

            scene.polled().awaitNotice(Notice.SnapshotCompleted.class);
            assertThat(second.xid()).isNotEqualTo(first.xid());
            assertThat(scene.polled().addresses()).containsExactly(scene.address(1));
        }
    }

    @Test
    @Tag("R6926-7.1-1")
    @Tag("R6926-7.3-1")
    void takesNoReplyToTheFirstQueryForOneToTheSecond() {
        start(PATIENCE);
        scene.acceptStream(now);

        try (Session bulk = scene.accept()) {
            Query first = bulk.read();
            bulk.send(first.replies().done());
            bulk.read();
            bulk.send(first.replies().lease(scene.address(1), now, 60));

            bulk.awaitEnd(PATIENCE);
            assertThat(backfillFailed()).contains("transaction-id");
            assertThat(scene.polled().addresses()).isEmpty();
        }
    }

    @Test
    @Tag("R6926-7.3-4")
    void takesAddressesInWhateverOrderTheyCome() {
        start(PATIENCE);
        scene.acceptStream(now);

        try (Session bulk = scene.accept()) {
            bulk.send(bulk.read().replies().done());
            Replies replies = bulk.read().replies();
            bulk.send(
                    replies.lease(scene.address(9), now, 60),
                    replies.lease(scene.address(1), now, 70),
                    replies.lease(scene.address(200), now, 50),
                    replies.lease(scene.address(5), now, 60),
                    replies.done());

            Delivery.OfNotice completed = scene.polled().awaitNotice(Notice.SnapshotCompleted.class);
            assertThat(((Notice.SnapshotCompleted) completed.notice()).bindings())
                    .isEqualTo(4);
            assertThat(scene.polled().addresses())
                    .containsExactly(scene.address(9), scene.address(1), scene.address(200), scene.address(5));
        }
    }

    @Test
    void takesNoConnectionThatEndsWithinTheSecondAnswerForOneThatEndedInOrder() {
        start(PATIENCE);
        scene.acceptStream(now);

        try (Session bulk = scene.accept()) {
            bulk.send(bulk.read().replies().done());
            bulk.send(bulk.read().replies().lease(scene.address(1), now, 60));
        }

        assertThat(backfillFailed()).contains("before the answer was whole");
        assertThat(scene.polled().addresses()).containsExactly(scene.address(1));
    }

    @Test
    @Tag("R6926-7.2-4")
    @Tag("R5460-5.7-1")
    void leavesAConnectionOnWhichTheAnswerStalls() {
        start(Duration.ofMillis(300));
        scene.acceptStream(now);

        try (Session bulk = scene.accept()) {
            bulk.send(bulk.read().replies().lease(scene.address(1), now, 60));

            bulk.awaitEnd(PATIENCE);
            assertThat(backfillFailed()).contains("stalled for 300 ms");
        }
    }

    private void start(Duration dataTimeout) {
        scene.start(settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .dataTimeout(dataTimeout)
                .bulkQueries(
                        List.of(scene.protocol().everything(), scene.protocol().everything())));
    }

    /** Waits until the back-fill has failed, and says why; the snapshot stays owed. */
    private String backfillFailed() {
        Delivery.OfNotice failed = scene.polled().awaitNotice(Notice.BackfillFailed.class);
        assertThat(failed.resumeState().gap()).isEqualTo(Gap.SNAPSHOT);
        return ((Notice.BackfillFailed) failed.notice()).reason();
    }
}
