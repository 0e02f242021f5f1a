package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.ScriptedServer;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BackPressureTest {

    private static final int FIRST = 0x0a000001;
    private static final int CAPACITY = 100;
    private static final int CHANGES = 5_000;
    private static final int SMALLEST_FRAME = 246;
    private static final long NOW = 1_700_000_000;

    @Test
    @Tag("trap-16")
    void blocksTheServerWhenFullAndLosesNothingAndTakesNoPauseOfOursForSilence() {
        try (ScriptedServer server = ScriptedServer.listen();
                LeasequeryRequestor requestor = LeasequeryRequestor.create(
                        RequestorSettings.builder(server.asConfigured())
                                .snapshotMode(SnapshotMode.NEVER)
                                .clearText()
                                .maxQueueSize(CAPACITY)
                                .receiveTimeout(Duration.ofMillis(500))
                                .build(),
                        ResumeState.NONE)) {
            requestor.start();
            try (Session session = server.accept()) {
                Replies replies = Replies.to(session.read());
                AtomicInteger sent = new AtomicInteger();

                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> IntStream.range(0, CHANGES)
                        .forEach(i -> {
                            session.send(change(replies, i));
                            sent.incrementAndGet();
                        }));
                awaitStandstill(sent);
                assertThat(writer).isNotDone();
                assertThat(requestor.status().queuedDeliveries())
                        .isBetween(CAPACITY, CAPACITY + Dialer.READ_BUFFER_OCTETS / SMALLEST_FRAME);

                Polled polled = new Polled(requestor);
                polled.awaitBinding(new Ipv4Address(FIRST + CHANGES - 1).toString());
                assertThat(writer).succeedsWithin(Duration.ofSeconds(1));
                assertThat(polled.addresses()).isEqualTo(addresses());
                assertThat(polled.all())
                        .filteredOn(Delivery.OfNotice.class::isInstance)
                        .extracting(delivery -> ((Delivery.OfNotice) delivery).notice())
                        .noneMatch(Notice.Disconnected.class::isInstance);
            }
        }
    }

    /** Longer than the receive timeout, so that a timer that ran on would have fired. */
    private static void awaitStandstill(AtomicInteger sent) {
        AtomicInteger last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(20))
                .until(() -> last.getAndSet(sent.get()) == sent.get());
    }

    private static Dhcpv4Message change(Replies replies, int i) {
        return replies.active(new Ipv4Address(FIRST + i).toString(), NOW, 0);
    }

    private static List<String> addresses() {
        return IntStream.range(0, CHANGES)
                .mapToObj(i -> new Ipv4Address(FIRST + i).toString())
                .toList();
    }
}
