package net.leasequery.requestor.internal.netty;

import static net.leasequery.requestor.testkit.Polled.polls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following a server by polls, as far as it is the same for both families. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PollModeTest {

    private static final int ALL = 256;

    private final SimulatedScene scene;
    private final Protocol protocol;

    PollModeTest(DhcpFamily family) {
        scene = new SimulatedScene(family);
        protocol = scene.protocol();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void loadsEverythingThenFollowsByPolls() {
        LeasequeryServer server = scene.start(protocol.simulator());
        scene.bind(server, 1);
        scene.bind(server, 2);
        LeasequeryRequestor requestor = scene.start(polling(server));
        Polled polled = new Polled(requestor);

        polled.awaitNotice(Notice.SnapshotCompleted.class);
        scene.bind(server, 3);
        polled.awaitBound(protocol.address(3));

        assertThat(polled.notices().subList(0, 6))
                .hasExactlyElementsOfTypes(
                        Notice.SnapshotStarted.class,
                        Notice.PollStarted.class,
                        Notice.Connected.class,
                        Notice.PollCompleted.class,
                        Notice.SnapshotCompleted.class,
                        Notice.PollStarted.class);
        assertThat(polled.addresses()).contains(protocol.address(1), protocol.address(2));
        assertThat(requestor.status().phase()).isEqualTo(Phase.LIVE);
        assertThat(requestor.status().connections().disconnects()).isZero();
    }

    @Test
    void movesTheResumeStateWithAWholePollOnly() {
        LeasequeryServer server = scene.start(protocol.simulator().initialLeases(ALL));
        Polled polled = new Polled(scene.start(polling(server)));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        Delivery.OfBinding binding = polled.awaitBinding(protocol.address(1));
        Notice.PollCompleted poll = (Notice.PollCompleted) completed.notice();
        assertThat(binding.origin()).isEqualTo(Origin.POLL);
        assertThat(binding.backfillId()).isEqualTo(poll.pollId());
        assertThat(binding.resumeState().isBlank()).isTrue();
        assertThat(poll.bindings()).isEqualTo(ALL);
        assertThat(poll.full()).isTrue();
        assertThat(completed.resumeState().gap()).isNull();
        assertThat(completed.resumeState().position()).satisfies(position -> {
            assertThat(position.baseTime()).isEqualTo(poll.baseTime());
            assertThat(position.lagSeconds()).isZero();
        });
    }

    @Test
    void beginsAnewAfterAConnectionThatWasCutInMidPoll() {
        LeasequeryServer server = scene.start(protocol.simulator().initialLeases(ALL));
        server.inject(ConnectionFault.of(Harm.RESET, Moment.afterMessages(Target.BULK, 100)));
        LeasequeryRequestor requestor = scene.start(polling(server));
        Polled polled = new Polled(requestor);

        Delivery.OfNotice failure = polled.awaitNotice(Notice.Disconnected.class);
        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        assertThat(((Notice.Disconnected) failure.notice()).reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
        assertThat(failure.resumeState().isBlank()).isTrue();
        assertThat(((Notice.PollCompleted) completed.notice()).bindings()).isEqualTo(ALL);
        assertThat(polled.notices(Notice.SnapshotStarted.class)).hasSize(2);
        assertThat(polled.notices(Notice.Connected.class)).hasSize(2);
        assertThat(requestor.status().phase()).isEqualTo(Phase.LIVE);
        assertThat(requestor.status().connections().disconnects()).isEqualTo(1);
    }

    @Test
    void comesBackOnceTheServerTakesConnectionsAgain() {
        LeasequeryServer server = scene.start(protocol.simulator());
        server.inject(new Fault.LimitConnections(0, Duration.ZERO));
        Polled polled = new Polled(scene.start(polling(server)));
        polled.awaitNotice(Notice.Disconnected.class);

        server.heal();

        polled.awaitNotice(Notice.PollCompleted.class);
        assertThat(polled.notices()).anyMatch(Notice.Connected.class::isInstance);
    }

    @Test
    void goesOnAfterAServerThatClosesTheConnectionBetweenTwoAnswers() {
        LeasequeryServer server =
                scene.start(protocol.simulator().initialLeases(ALL).maxQueriesPerConnection(1));
        Polled polled = new Polled(
                scene.start(polling(server).bulkQueries(List.of(protocol.everything(), protocol.everything()))));

        polled.await(Delivery.OfNotice.class, polls(2));

        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
        assertThat(polled.notices(Notice.PollCompleted.class).get(0).bindings()).isEqualTo(2 * ALL);
    }

    @Test
    @Tag("trap-16")
    void waitsForASlowReaderAndTakesNoPauseOfOursForSilence() {
        LeasequeryServer server =
                scene.start(protocol.simulator().initialLeases(ALL).dataTimeout(SimulatedScene.HOUR));
        LeasequeryRequestor requestor =
                scene.start(polling(server).maxQueueSize(20).dataTimeout(Duration.ofSeconds(1)));
        Polled polled = new Polled(requestor);

        await().pollDelay(Duration.ofSeconds(2)).until(() -> requestor.status().queuedDeliveries() >= 20);
        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        assertThat(((Notice.PollCompleted) completed.notice()).bindings()).isEqualTo(ALL);
        assertThat(polled.addresses()).doesNotHaveDuplicates().hasSize(ALL);
        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
    }

    @Test
    void isNoSnapshotIfSomethingWasStored() {
        LeasequeryServer server = scene.start(protocol.simulator());
        LeasequeryRequestor first = scene.start(polling(server));
        ResumeState stored =
                new Polled(first).awaitNotice(Notice.PollCompleted.class).resumeState();
        first.close();

        Polled polled = new Polled(scene.start(polling(server), stored));

        assertThat(polled.awaitNotice(Notice.PollCompleted.class).notice())
                .isInstanceOfSatisfying(
                        Notice.PollCompleted.class,
                        poll -> assertThat(poll.full()).isTrue());
        assertThat(polled.notices()).noneMatch(Notice.SnapshotStarted.class::isInstance);
    }

    @Test
    void pollsAlsoWithoutSnapshots() {
        LeasequeryServer server = scene.start(protocol.simulator());
        Polled polled = new Polled(scene.start(polling(server).snapshotMode(SnapshotMode.NEVER)));

        polled.await(Delivery.OfNotice.class, polls(2));

        assertThat(polled.notices()).noneMatch(Notice.SnapshotStarted.class::isInstance);
    }

    private RequestorSettingsBuilder polling(LeasequeryServer server) {
        return scene.settings(server)
                .queryMode(QueryMode.BULK)
                .bulkQueries(List.of(protocol.everything()))
                .bulkPollInterval(Duration.ofMillis(50));
    }
}
