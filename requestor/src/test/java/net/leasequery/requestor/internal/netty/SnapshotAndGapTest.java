package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.ReceivedQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stream of changes does not bring, with a simulated server. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SnapshotAndGapTest {

    private final SimulatedScene scene;
    private final Protocol protocol;

    SnapshotAndGapTest(DhcpFamily family) {
        scene = new SimulatedScene(family);
        protocol = scene.protocol();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R7653-6.2-3")
    void loadsASnapshotAsCatchUpFromTheBeginningOfTime() {
        LeasequeryServer server = scene.start(active().history(1_000, Duration.ofDays(1)));
        scene.bind(server, 1);
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of())));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(polled.awaitBinding(protocol.address(1)).origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(completed.resumeState().gap()).isNull();
        assertThat(completed.resumeState().position()).isNotNull();
        assertThat(polled.notices())
                .hasExactlyElementsOfTypes(
                        Notice.Connected.class,
                        Notice.SnapshotStarted.class,
                        Notice.CatchUpCompleted.class,
                        Notice.SnapshotCompleted.class);
    }

    @Test
    @Tag("R7653-8.4.1-1")
    @Tag("trap-15")
    void saysThatASnapshotNeedsBulkIfTheServerDoesNotRememberEverything() {
        LeasequeryServer server = scene.start(active());
        scene.bind(server, 1);
        server.forgetHistory();
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of())));

        Delivery.OfNotice failed = polled.awaitNotice(Notice.BackfillFailed.class);
        server.leases().renew(protocol.address(1), SimulatedScene.HOUR);

        assertThat(((Notice.BackfillFailed) failed.notice()).reason()).contains("bulkQueries");
        Gap owed = Objects.requireNonNull(failed.resumeState().gap());
        assertThat(owed.isSnapshot()).isTrue();
        assertThat(owed.end()).isNotNull();
        assertThat(polled.awaitBinding(protocol.address(1)).origin()).isEqualTo(Origin.LIVE);
    }

    @Test
    void doesNotAskForEverythingAgainIfTheServerDoesNotRememberIt() {
        LeasequeryServer server = scene.start(active());
        server.forgetHistory();
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of())));
        polled.awaitNotice(Notice.BackfillFailed.class);

        server.restart(true);

        polled.await(
                Delivery.OfNotice.class,
                delivery -> delivery.notice() instanceof Notice.DataMissing missing
                        && !missing.gap().isSnapshot());
        // A server that restarts may take a connection and drop it
        assertThat(polled.notices(Notice.Connected.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(polled.notices(Notice.SnapshotStarted.class)).hasSize(1);
    }

    @Test
    void loadsASnapshotAsCatchUpAtEachStartIfAskedTo() {
        LeasequeryServer server = scene.start(active());
        scene.bind(server, 1);
        ResumeState stored = followedUntilASnapshotWasComplete(server);

        Polled polled = new Polled(
                scene.start(scene.settings(server).bulkQueries(List.of()).snapshotMode(SnapshotMode.ALWAYS), stored));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);
        assertThat(completed.resumeState().gap()).isNull();
        assertThat(polled.awaitBinding(protocol.address(1)).origin()).isEqualTo(Origin.SNAPSHOT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3_600, 3_600})
    void asksForEverythingWithTheNextConnectionIfTheClockWasSetMeanwhile(int seconds) {
        LeasequeryServer server = scene.start(active());
        scene.bind(server, 1);
        ResumeState stored = followedUntilASnapshotWasComplete(server);
        server.stepClock(Duration.ofSeconds(seconds));
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of()), stored));
        polled.awaitNotice(Notice.CatchUpCompleted.class);

        server.restart(true);

        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);
        assertThat(polled.notices(Notice.DataMissing.class)).containsExactly(new Notice.DataMissing(Gap.SNAPSHOT));
        assertThat(completed.resumeState().gap()).isNull();
    }

    private ResumeState followedUntilASnapshotWasComplete(LeasequeryServer server) {
        try (LeasequeryRequestor earlier = scene.start(scene.settings(server).bulkQueries(List.of()))) {
            return new Polled(earlier)
                    .awaitNotice(Notice.SnapshotCompleted.class)
                    .resumeState();
        }
    }

    @Test
    @Tag("R5460-6.5-1")
    void loadsASnapshotByBulkQueriesBesideTheStream() {
        LeasequeryServer server = scene.start(active());
        scene.bind(server, 1);
        scene.bind(server, 2);
        Polled polled = new Polled(
                scene.start(scene.settings(server).bulkQueries(List.of(protocol.everything(), protocol.everything()))));

        polled.awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(polled.addresses()).contains(protocol.address(1), protocol.address(2));
        assertThat(polled.awaitBinding(protocol.address(1)).origin()).isEqualTo(Origin.SNAPSHOT);
    }

    @Test
    @Tag("R7724-7.4.1-5")
    @Tag("R7653-8.3-2")
    @Tag("R7653-8.4.1-3")
    void fillsAGapByBulkLeasequery() {
        LeasequeryServer server = scene.start(active().idleTimeout(Duration.ofMillis(200)));
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of(protocol.everything()))));
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        polled.await(Delivery.OfKeepAlive.class, keepAlive -> true);
        server.crash();
        scene.bind(server, 1);

        server.startAgain(false);

        polled.awaitNotice(Notice.DataMissing.class);
        // The server may have ended while what changed beside the snapshot was still being asked for: a fill of its own
        polled.await(
                Delivery.OfNotice.class,
                news -> news.notice() instanceof Notice.GapFilled
                        && news.resumeState().gap() == null);
        assertThat(polled.awaitBound(protocol.address(1)).origin()).isEqualTo(Origin.GAP_FILL);
        assertThat(server.queries()).extracting(ReceivedQuery::queryStartTime).anyMatch(time -> time != null);
    }

    @Test
    @Tag("R7724-6-1")
    void takesABindingForWhatItIsNowWhateverWasMissedBefore() {
        LeasequeryServer server = scene.start(active().history(1_000, Duration.ofDays(1)));
        Polled polled = new Polled(scene.start(scene.settings(server).bulkQueries(List.of())));
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        scene.bind(server, 1);
        Client first = polled.awaitBound(protocol.address(1)).binding().client();

        server.crash();
        server.leases().release(protocol.address(1));
        server.leases().bind(protocol.address(1), protocol.client(2), SimulatedScene.HOUR);
        server.startAgain(true);

        Delivery.OfBinding now = polled.await(
                Delivery.OfBinding.class,
                reported -> !reported.binding().client().equals(first));
        assertThat(now.binding().state()).isEqualTo(BindingState.ACTIVE);
        assertThat(polled.notices()).noneMatch(Notice.DataMissing.class::isInstance);
    }

    @Test
    void reportsAGapAndFillsNoneIfReportedTo() {
        LeasequeryServer server = scene.start(active().idleTimeout(Duration.ofMillis(200)));
        Polled polled = new Polled(scene.start(
                scene.settings(server).snapshotMode(SnapshotMode.NEVER).bulkQueries(List.of(protocol.everything()))));
        polled.await(Delivery.OfKeepAlive.class, keepAlive -> true);
        server.crash();
        server.startAgain(false);

        Delivery.OfNotice missing = polled.awaitNotice(Notice.DataMissing.class);
        scene.bind(server, 1);

        assertThat(polled.awaitBound(protocol.address(1)).origin()).isEqualTo(Origin.LIVE);
        assertThat(missing.resumeState().gap()).isNotNull();
        assertThat(server.queries()).extracting(ReceivedQuery::primary).containsOnlyNulls();
    }

    private LeasequeryServerBuilder active() {
        return protocol.simulator().activeLeasequery();
    }
}
