package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

    private static final Delivery ANY = new Delivery.OfNotice(new Notice.QueryTerminated(""), 0, ResumeState.NONE);

    private final AtomicInteger calls = new AtomicInteger();
    private final MemoryBudget queues = new MemoryBudget();
    private final DeliveryQueue queue = new DeliveryQueue(10, queues.share(1_000_000), calls::incrementAndGet);

    @Test
    void tellsOfRoomOnceHalfOfAFullQueueIsFree() throws Exception {
        add(10);
        assertThat(queue.awaitsRoom()).isTrue();

        take(4);
        assertThat(calls).hasValue(0);
        take(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsWhoFoundItFullOfRoomThoughAnotherFoundItNotFullMeanwhile() throws Exception {
        add(10);
        assertThat(queue.awaitsRoom()).isTrue();
        take(4);

        assertThat(queue.awaitsRoom()).isFalse();
        take(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsNobodyOfRoomWhenNobodyFoundItFull() throws Exception {
        add(9);
        assertThat(queue.awaitsRoom()).isFalse();

        take(9);

        assertThat(calls).hasValue(0);
    }

    @Test
    void dropsWhatWaitsAndWhatFollowsWhenItIsClosed() throws Exception {
        add(3);

        queue.close();
        add(1);

        assertThat(queue.poll(10, Duration.ZERO)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void isFullOfOctetsAlthoughThereIsRoomForMoreDeliveries() throws Exception {
        DeliveryQueue small = new DeliveryQueue(10_000, queues.share(200_000), calls::incrementAndGet);
        Delivery large = quarantined(65_535);

        add(small, 3, large);
        assertThat(small.isFull()).isFalse();
        small.flush();
        assertThat(small.awaitsRoom()).isFalse();

        add(small, 1, large);
        assertThat(small.isFull()).isTrue();

        assertThat(small.poll(10_000, Duration.ZERO)).hasSize(1);
        assertThat(calls).hasValue(0);
        assertThat(small.poll(10_000, Duration.ZERO)).hasSize(1);
        assertThat(small.poll(10_000, Duration.ZERO)).hasSize(1);

        assertThat(calls).hasValue(1);
        assertThat(queues.held()).isEqualTo(DeliverySize.of(large));
    }

    @Test
    void anotherTaskThatHoldsAllTheOctetsStopsNobodyWhoHasNothing() throws Exception {
        DeliveryQueue other = new DeliveryQueue(10_000, queues.share(100_000), calls::incrementAndGet);
        DeliveryQueue own = new DeliveryQueue(10_000, queues.share(100_000), calls::incrementAndGet);
        Delivery large = quarantined(65_535);
        add(other, 2, large);
        other.flush();

        assertThat(own.isFull()).isFalse();
        add(own, 1, ANY);
        assertThat(own.isFull()).isTrue();
        assertThat(own.poll(10, Duration.ZERO)).hasSize(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void givesItsOctetsBackWhenItIsClosed() {
        add(5);
        assertThat(queues.held()).isPositive();

        queue.close();
        add(5);

        assertThat(queues.held()).isZero();
    }

    private static Delivery quarantined(int octets) {
        return new Delivery.OfQuarantined(Octets.copyOf(new byte[octets]), "", 0, ResumeState.NONE);
    }

    private void add(int deliveries) {
        add(queue, deliveries, ANY);
        queue.flush();
    }

    private static void add(DeliveryQueue queue, int deliveries, Delivery delivery) {
        for (int i = 0; i < deliveries; i++) {
            queue.add(delivery);
        }
    }

    private void take(int deliveries) throws InterruptedException {
        assertThat(queue.poll(deliveries, Duration.ZERO)).hasSize(deliveries);
    }
}
