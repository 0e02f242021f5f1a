package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Replies;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BothFamilies
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BackPressureTest {

    private static final int CAPACITY = 100;
    /** More than the sockets of both sides hold. */
    private static final int OCTETS = 1_250_000;

    private static final long NOW = 1_700_000_000;

    private final DhcpFamily family;

    BackPressureTest(DhcpFamily family) {
        this.family = family;
    }

    @Test
    @Tag("R7724-7.4-4")
    @Tag("trap-16")
    void blocksTheServerWhenFullAndLosesNothingAndTakesNoPauseOfOursForSilence() {
        try (Scene scene = Scene.inClearText(family)) {
            scene.start(settings -> settings.maxQueueSize(CAPACITY).receiveTimeout(Duration.ofSeconds(1)));
            try (Session session = scene.accept()) {
                Replies replies = session.read().replies();
                int frame = scene.protocol().replies(0).lease(scene.address(1), NOW, 0).length;
                int changes = OCTETS / frame;
                AtomicInteger sent = new AtomicInteger();

                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, changes)
                        .forEach(i -> {
                            session.send(replies.lease(scene.address(i), NOW, 0));
                            sent.incrementAndGet();
                        }));
                awaitStandstill(sent);
                assertThat(writer).isNotDone();
                assertThat(scene.status().queuedDeliveries())
                        .isBetween(CAPACITY, CAPACITY + TcpConnector.READ_BUFFER_OCTETS / frame);

                scene.polled().awaitBinding(scene.address(changes));
                assertThat(writer).succeedsWithin(Duration.ofSeconds(1));
                assertThat(scene.polled().addresses())
                        .isEqualTo(IntStream.rangeClosed(1, changes)
                                .mapToObj(scene::address)
                                .toList());
                assertThat(scene.polled().notices()).noneMatch(Notice.Disconnected.class::isInstance);
            }
        }
    }

    /** Longer than the receive timeout, so that a timer that ran on would have fired. */
    private static void awaitStandstill(AtomicInteger sent) {
        AtomicInteger last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> last.getAndSet(sent.get()) == sent.get());
    }
}
