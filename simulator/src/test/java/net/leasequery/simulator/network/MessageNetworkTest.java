package net.leasequery.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageNetworkTest {

    private final List<Integer> arrived = new ArrayList<>();

    /** As when the process is paused between two messages that are due almost at the same time. */
    @Test
    void aStreamStaysInOrderWhateverTheTimersDo() {
        List<Runnable> timers = new ArrayList<>();
        Scheduler inexact = new Scheduler() {
            @Override
            public Instant instant() {
                return Instant.EPOCH;
            }

            @Override
            public void after(Duration delay, Runnable action) {
                timers.add(action);
            }
        };
        MessageNetwork network = new MessageNetwork(inexact, new Random(1), LinkConditions.GOOD);
        send(network, 1, 10);
        Collections.shuffle(timers, new Random(2));
        timers.forEach(Runnable::run);
        assertThat(arrived).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void aStreamLosesWhatIsInTransitWhenItIsCutAndNothingElse() {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.EPOCH);
        MessageNetwork network = new MessageNetwork(scheduler, new Random(1), LinkConditions.GOOD);
        send(network, 1, 3);
        scheduler.runFor(Duration.ofSeconds(1));
        send(network, 4, 6);
        network.cut("a", "b");
        send(network, 7, 9);
        scheduler.runFor(Duration.ofSeconds(1));
        network.mend("a", "b");
        send(network, 10, 12);
        scheduler.runFor(Duration.ofSeconds(1));
        assertThat(arrived).containsExactly(1, 2, 3, 10, 11, 12);
    }

    private void send(MessageNetwork network, int first, int last) {
        for (int i = first; i <= last; i++) {
            int number = i;
            network.sendInOrder("a", "b", () -> arrived.add(number));
        }
    }
}
