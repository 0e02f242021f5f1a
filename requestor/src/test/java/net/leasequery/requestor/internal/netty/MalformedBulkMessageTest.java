package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a message in a bulk answer that cannot be decoded, by policy. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MalformedBulkMessageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Octets MALFORMED = Octets.of(1, 2, 3);

    private final long now = System.currentTimeMillis() / 1000;
    private final Scene scene;

    MalformedBulkMessageTest(DhcpFamily family) {
        scene = Scene.inClearText(family);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void endsTheBackfillAndBeginsAnother() {
        scene.start(backfill(MalformedMessagePolicy.FAIL));
        scene.acceptStream(now);

        Session bulk = answer();
        Delivery.OfNotice failed = scene.polled().awaitNotice(Notice.BackfillFailed.class);
        bulk.awaitEnd(PATIENCE);

        assertThat(((Notice.BackfillFailed) failed.notice()).reason()).contains("octet 3 of 3");
        assertThat(failed.resumeState().gap()).isEqualTo(Gap.SNAPSHOT);
        assertThat(reported()).isEqualTo("010203");
        try (Session again = scene.accept()) {
            assertThat(again.read().startTime()).isNull();
            assertThat(quarantined()).isEmpty();
        }
    }

    @Test
    void leavesTheMessageOutOfTheBackfill() {
        scene.start(backfill(MalformedMessagePolicy.SKIP));
        scene.acceptStream(now);

        answer();
        Delivery.OfNotice completed = scene.polled().awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(((Notice.SnapshotCompleted) completed.notice()).bindings()).isEqualTo(2);
        assertThat(scene.polled().addresses()).containsExactly(scene.address(1), scene.address(2));
        assertThat(reported()).isEqualTo("010203");
        assertThat(quarantined()).isEmpty();
    }

    /** The first message of a DHCPv6 answer is another one than the rest, and the rest is allowed only after it. */
    @Test
    void leavesTheFirstMessageOutOfTheBackfill() {
        scene.start(backfill(MalformedMessagePolicy.SKIP));
        scene.acceptStream(now);

        Session bulk = scene.acceptAndKeep();
        Replies replies = bulk.read().replies();
        bulk.send(
                replies.truncatedLease(scene.address(1), now, 60),
                replies.lease(scene.address(2), now, 50),
                replies.done());
        Delivery.OfNotice completed = scene.polled().awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(((Notice.SnapshotCompleted) completed.notice()).bindings()).isOne();
        assertThat(scene.polled().addresses()).containsExactly(scene.address(2));
    }

    @Test
    void keepsTheOctetsOfTheMessageAndGoesOnWithTheBackfill() {
        scene.start(backfill(MalformedMessagePolicy.QUARANTINE));
        scene.acceptStream(now);

        answer();
        scene.polled().awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(scene.polled().addresses()).containsExactly(scene.address(1), scene.address(2));
        assertThat(reported()).isEqualTo("010203");
        assertThat(quarantined()).containsExactly(MALFORMED);
    }

    @Test
    void endsThePollAndBeginsAnother() {
        scene.start(poll(MalformedMessagePolicy.FAIL));

        Session bulk = answer();
        Notice.Disconnected end = scene.awaitDisconnected();
        bulk.awaitEnd(PATIENCE);

        assertThat(end.reason()).isEqualTo(DisconnectReason.MALFORMED_MESSAGE);
        assertThat(reported()).isEqualTo("010203");
        try (Session again = scene.accept()) {
            assertThat(again.read().startTime()).isNull();
            assertThat(scene.polled().notices()).noneMatch(Notice.PollCompleted.class::isInstance);
            assertThat(quarantined()).isEmpty();
        }
    }

    @Test
    void leavesTheMessageOutOfAPollThatIsNoLongerWhole() {
        scene.start(poll(MalformedMessagePolicy.SKIP));

        answer();
        Notice.PollCompleted completed = (Notice.PollCompleted)
                scene.polled().awaitNotice(Notice.PollCompleted.class).notice();

        assertThat(completed.bindings()).isEqualTo(2);
        assertThat(completed.full()).isFalse();
        assertThat(scene.polled().addresses()).containsExactly(scene.address(1), scene.address(2));
        assertThat(reported()).isEqualTo("010203");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void keepsTheOctetsOfTheMessageAndGoesOnWithThePoll() {
        scene.start(poll(MalformedMessagePolicy.QUARANTINE));

        answer();
        Notice.PollCompleted completed = (Notice.PollCompleted)
                scene.polled().awaitNotice(Notice.PollCompleted.class).notice();

        assertThat(completed.full()).isFalse();
        assertThat(scene.polled().addresses()).containsExactly(scene.address(1), scene.address(2));
        assertThat(quarantined()).containsExactly(MALFORMED);
    }

    private UnaryOperator<RequestorSettingsBuilder> backfill(MalformedMessagePolicy policy) {
        return settings -> settings.snapshotMode(SnapshotMode.INITIAL)
                .bulkQueries(List.of(scene.protocol().everything()))
                .malformedMessages(policy);
    }

    private UnaryOperator<RequestorSettingsBuilder> poll(MalformedMessagePolicy policy) {
        return settings -> backfill(policy).apply(settings).queryMode(QueryMode.BULK);
    }

    /** The bulk connection: a lease, a message that cannot be decoded, a lease, the end. */
    private Session answer() {
        Session bulk = scene.acceptAndKeep();
        Replies replies = bulk.read().replies();
        return bulk.send(
                replies.lease(scene.address(1), now, 60),
                replies.malformed(),
                replies.lease(scene.address(2), now, 50),
                replies.done());
    }

    /** The octets in the notice of the message, which says that an answer lacks it. */
    private String reported() {
        Notice.MalformedMessage malformed = (Notice.MalformedMessage)
                scene.polled().awaitNotice(Notice.MalformedMessage.class).notice();
        assertThat(malformed.inAnswer()).isTrue();
        return malformed.leadingOctets();
    }

    private List<Octets> quarantined() {
        return scene.polled().all().stream()
                .filter(Delivery.OfQuarantined.class::isInstance)
                .map(delivery -> ((Delivery.OfQuarantined) delivery).octets())
                .toList();
    }
}
