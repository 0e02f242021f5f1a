package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.server.LeasequeryServer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose clock is set, over real sockets: on a live connection, and while nobody listens. */
@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClockStepOverSocketsTest {

    /** Whole seconds, and the way of a message on a busy machine. */
    private static final Offset<Long> BLUR = Offset.offset(3L);

    private final SimulatedScene scene;
    private final Protocol protocol;
    private final DhcpFamily family;

    ClockStepOverSocketsTest(DhcpFamily family) {
        this.family = family;
        scene = new SimulatedScene(family);
        protocol = scene.protocol();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3_600, -60, 60, 3_600})
    void aStepOnALiveConnectionIsReportedAndHidesNothing(int seconds) {
        LeasequeryServer server = server();
        scene.bind(server, 1);
        Polled polled = new Polled(follow(server, ResumeState.NONE));
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        polled.await(
                Delivery.OfKeepAlive.class, keepAlive -> keepAlive.resumeState().gap() == null);

        server.stepClock(Duration.ofSeconds(seconds));
        Notice.ClockStepped reported = stepped(polled);
        scene.bind(server, 2);

        assertThat(reported.step().seconds()).isCloseTo(seconds, BLUR);
        polled.awaitBound(protocol.address(2));
        // Where ends are inferred, everything is asked for again.
        int snapshots = family == DhcpFamily.IPV6 ? 2 : 1;
        polled.await(
                Delivery.OfNotice.class,
                any -> polled.notices(Notice.SnapshotCompleted.class).size() == snapshots);
        assertThat(polled.notices(Notice.ClockStepped.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3_600, 3_600})
    void aStepWhileNobodyListensIsReportedByTheNextStartAndHidesNothing(int seconds) {
        LeasequeryServer server = server();
        scene.bind(server, 1);
        ResumeState stored;
        try (LeasequeryRequestor earlier = follow(server, ResumeState.NONE)) {
            Polled polled = new Polled(earlier);
            polled.awaitNotice(Notice.SnapshotCompleted.class);
            stored = polled.await(
                            Delivery.OfKeepAlive.class,
                            keepAlive -> keepAlive.resumeState().gap() == null)
                    .resumeState();
        }

        server.stepClock(Duration.ofSeconds(seconds));
        scene.bind(server, 2);
        Polled polled = new Polled(follow(server, stored));

        assertThat(stepped(polled).step().seconds()).isCloseTo(seconds, BLUR);
        polled.awaitBound(protocol.address(2));
        polled.await(
                Delivery.OfKeepAlive.class, keepAlive -> keepAlive.resumeState().gap() == null);
    }

    private static Notice.ClockStepped stepped(Polled polled) {
        return (Notice.ClockStepped)
                polled.awaitNotice(Notice.ClockStepped.class).notice();
    }

    private LeasequeryServer server() {
        return scene.start(protocol.simulator()
                .activeLeasequery()
                .history(1_000, Duration.ofDays(1))
                .idleTimeout(Duration.ofMillis(400)));
    }

    private LeasequeryRequestor follow(LeasequeryServer server, ResumeState stored) {
        return scene.start(scene.settings(server).bulkQueries(List.of(protocol.everything())), stored);
    }
}
