package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.testkit.LeaseView;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.WaitingOrder;
import net.leasequery.simulator.tls.SecureMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After any sequence of faults, what was delivered last of each address equals the server's lease.
 * The seed in the name of a failed test repeats its schedule, though not its timing; with an even seed
 * everything goes through TLS.
 */
class FaultScheduleTest {

    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 4);
    private static final long FIRST_SEED = Long.getLong("leasequery.seed", System.nanoTime());
    private static final List<WaitingOrder> ORDERS = List.of(WaitingOrder.values());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<Arguments> schedules() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
                .boxed()
                .flatMap(seed -> Arrays.stream(DhcpFamily.values()).map(family -> Arguments.of(family, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("schedules")
    @Tag("R7724-7.4.1-4")
    @Tag("R7724-7.4.1-5")
    @Tag("R7724-7.4.1-6")
    @Tag("R7724-7.4-3")
    @Tag("trap-3")
    @Tag("trap-5")
    @Tag("trap-8")
    void leasesEqualThoseOfTheServerAfterAnyFaults(DhcpFamily family, long seed) {
        Random random = new Random(seed);
        LeaseView view = new LeaseView();
        Scene scene = new Scene(family, seed % 2 == 0);
        try (LeasequeryServer server = scene.server()
                .activeLeasequery()
                .idleTimeout(Duration.ofMillis(300))
                .initialLeases(200)
                .churnRate(200 + random.nextInt(400))
                .history(2_000, Duration.ofDays(1))
                .waitingOrder(ORDERS.get(random.nextInt(ORDERS.size())))
                .sendBuffer(8_192)
                .start()) {
            LeasequeryRequestor requestor = scene.start(server, view);
            try {
                for (int i = 0; i < 12; i++) {
                    requestor = disturb(random, scene, server, requestor, view);
                    pollFor(requestor, view, random.nextInt(200));
                }
                stopChanges(server);

                List<String> differences = view.differencesAfterPolling(requestor, server, PATIENCE);

                assertThat(differences)
                        .as("resume state %s, notices %s", view.resumeState(), view.notices())
                        .isEmpty();
            } finally {
                requestor.close();
            }
        }
    }

    private static LeasequeryRequestor disturb(
            Random random, Scene scene, LeasequeryServer server, LeasequeryRequestor requestor, LeaseView view) {
        switch (random.nextInt(7)) {
            case 0 -> server.restart(true);
            case 1 -> server.restart(false);
            case 2 -> {
                server.crash();
                pollFor(requestor, view, random.nextInt(100));
                server.startAgain(random.nextBoolean());
            }
            case 3 -> {
                // A crash of ours: what was polled is stored, what was not is gone.
                requestor.close();
                return scene.start(server, view);
            }
            case 4 -> server.forgetHistory();
            case 5 -> pause(random.nextInt(300));
            default -> pollFor(requestor, view, random.nextInt(100));
        }
        return requestor;
    }

    /** The user of the requestor is busy: the queue fills, and the server is blocked. */
    private static void pause(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void pollFor(LeasequeryRequestor requestor, LeaseView view, int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        do {
            view.pollFrom(requestor);
        } while (System.nanoTime() < end);
    }

    /** No lease changes any more, whether or not the requestor has taken everything yet. */
    private static void stopChanges(LeasequeryServer server) {
        try {
            server.quiesce(Duration.ofMillis(1));
        } catch (TimeoutException notYetTaken) {
            assertThat(notYetTaken).hasMessageContaining("have not taken everything");
        }
    }

    private record Scene(DhcpFamily family, boolean secure) {

        LeasequeryServerBuilder server() {
            LeasequeryServerBuilder builder = switch (family) {
                case IPV4 -> LeasequeryServer.builder().range("10.0.0.0/23");
                case IPV6 ->
                    LeasequeryServer.builder()
                            .family(Family.IPV6)
                            .range("2001:db8:0:1::/120")
                            .range("2001:db8:8000::/44/52");
            };
            return secure
                    ? builder.secure(SecureMode.of(TlsParties.server().issue(), TlsParties.AUTHORITY.certificate()))
                    : builder.insecure();
        }

        LeasequeryRequestor start(LeasequeryServer server, LeaseView view) {
            RequestorSettingsBuilder settings = RequestorSettings.builder(
                            new DhcpServer("east", "127.0.0.1", server.port()))
                    .family(family)
                    .bulkQueries(List.of(Protocol.of(family).everything()));
            LeasequeryRequestor requestor = LeasequeryRequestor.create(
                    (secure ? settings.tls(TlsParties.settings()) : settings.clearText())
                            .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(200)))
                            .resumeOverlap(Duration.ofSeconds(2))
                            .maxQueueSize(200)
                            .build(),
                    view.resumeState());
            requestor.start();
            return requestor;
        }
    }
}
