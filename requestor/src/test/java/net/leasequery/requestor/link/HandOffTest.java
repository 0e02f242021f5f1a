package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.ResumeState;
import org.junit.jupiter.api.Test;

class HandOffTest {

    private static final Delivery ANY = new Delivery.OfNotice(new Notice.QueryTerminated(""), 0, ResumeState.NONE);

    private final AtomicInteger calls = new AtomicInteger();
    private final HandOff handOff = new HandOff(10, calls::incrementAndGet);

    @Test
    void tellsOfRoomOnceHalfOfAFullQueueIsFree() throws Exception {
        add(10);
        assertThat(handOff.awaitsRoom()).isTrue();

        take(4);
        assertThat(calls).hasValue(0);
        take(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsWhoFoundItFullOfRoomThoughAnotherFoundItNotFullMeanwhile() throws Exception {
        add(10);
        assertThat(handOff.awaitsRoom()).isTrue();
        take(4);

        assertThat(handOff.awaitsRoom()).isFalse();
        take(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsNobodyOfRoomWhenNobodyFoundItFull() throws Exception {
        add(9);
        assertThat(handOff.awaitsRoom()).isFalse();

        take(9);

        assertThat(calls).hasValue(0);
    }

    @Test
    void dropsWhatWaitsAndWhatFollowsWhenItIsClosed() throws Exception {
        add(3);

        handOff.close();
        add(1);

        assertThat(handOff.poll(10, Duration.ZERO)).isEmpty();
        assertThat(handOff.size()).isZero();
    }

    private void add(int deliveries) {
        handOff.addAll(Collections.nCopies(deliveries, ANY));
    }

    private void take(int deliveries) throws InterruptedException {
        assertThat(handOff.poll(deliveries, Duration.ZERO)).hasSize(deliveries);
    }
}
