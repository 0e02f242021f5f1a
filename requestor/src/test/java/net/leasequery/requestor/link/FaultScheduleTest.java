package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.testkit.LeaseView;
import net.leasequery.requestor.testkit.TlsParties;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.WaitingOrder;
import net.leasequery.simulator.tls.SecureMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After any sequence of faults, what was delivered last of each address equals the server's lease.
 * The seed in the name of a failed test repeats its schedule, though not its timing; with an even seed
 * everything goes through TLS.
 */
class FaultScheduleTest {

    private static final int SCHEDULES = Integer.getInteger("leasequery.schedules", 6);
    private static final long FIRST_SEED = Long.getLong("leasequery.seed", System.nanoTime());
    private static final List<WaitingOrder> ORDERS = List.of(WaitingOrder.values());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("R7724-7.4.1-4")
    @Tag("R7724-7.4.1-5")
    @Tag("R7724-7.4.1-6")
    @Tag("R7724-7.4-3")
    @Tag("trap-3")
    @Tag("trap-5")
    @Tag("trap-8")
    void leasesEqualThoseOfTheServerAfterAnyFaults(long seed) {
        Random random = new Random(seed);
        LeaseView view = new LeaseView();
        boolean secure = seed % 2 == 0;
        try (LeasequeryServer server = server(secure)
                .range("10.0.0.0/23")
                .activeLeasequery()
                .idleTimeout(Duration.ofMillis(300))
                .initialLeases(200)
                .churnRate(200 + random.nextInt(400))
                .history(2_000, Duration.ofDays(1))
                .waitingOrder(ORDERS.get(random.nextInt(ORDERS.size())))
                .sendBuffer(8_192)
                .start()) {
            LeasequeryRequestor requestor = start(server, secure, view);
            try {
                for (int i = 0; i < 12; i++) {
                    requestor = disturb(random, server, secure, requestor, view);
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
            Random random, LeasequeryServer server, boolean secure, LeasequeryRequestor requestor, LeaseView view) {
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
                return start(server, secure, view);
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

    private static LeasequeryServerBuilder server(boolean secure) {
        LeasequeryServerBuilder builder = LeasequeryServer.builder();
        return secure
                ? builder.secure(SecureMode.of(TlsParties.server().issue(), TlsParties.AUTHORITY.certificate()))
                : builder.insecure();
    }

    private static LeasequeryRequestor start(LeasequeryServer server, boolean secure, LeaseView view) {
        RequestorSettingsBuilder settings =
                RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", server.port()));
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
