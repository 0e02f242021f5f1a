package net.leasequery.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Lease LEASE =
            Lease.neverLeased(LeaseAddress.parse("10.0.0.1"), VirtualSubnet.GLOBAL, ManualTime.START);

    private final ManualTime time = new ManualTime();
    private final ServerClock clock = new ServerClock(time);

    @Test
    void ofANewServerCoversAllTimes() {
        assertThat(History.ofNewServer(clock, HistoryLimits.DEFAULT).covers(Instant.EPOCH))
                .isTrue();
    }

    @Test
    void ofAnOldServerCoversTheTimeFromItsStart() {
        History history = History.since(ManualTime.START, clock, HistoryLimits.DEFAULT);

        assertThat(history.covers(ManualTime.START)).isTrue();
        assertThat(history.covers(ManualTime.START.minusSeconds(1))).isFalse();
    }

    @Test
    @Tag("R7724-8.2-5")
    void forgetsTheOldestChangesAboveItsLimit() {
        History history = History.ofNewServer(clock, new HistoryLimits(3, Duration.ofDays(1)));
        changes(history, 5);

        assertThat(history.size()).isEqualTo(3);
        assertThat(history.covers(ManualTime.START.plusSeconds(1))).isFalse();
        assertThat(history.covers(ManualTime.START.plusSeconds(2))).isTrue();
    }

    @Test
    @Tag("R7724-8.2-5")
    void forgetsChangesThatAreTooOld() {
        History history = History.ofNewServer(clock, new HistoryLimits(100, Duration.ofSeconds(10)));
        changes(history, 5);
        time.advanceSeconds(7);

        history.age();

        assertThat(history.size()).isEqualTo(3);
        assertThat(history.covers(ManualTime.START.plusSeconds(1))).isFalse();
        assertThat(history.covers(ManualTime.START.plusSeconds(2))).isTrue();
    }

    @Test
    void coversAQuietTimeHoweverLongAgo() {
        History history = History.ofNewServer(clock, new HistoryLimits(100, Duration.ofSeconds(10)));
        changes(history, 1);
        time.advance(Duration.ofHours(1));

        history.age();

        assertThat(history.covers(ManualTime.START.plusSeconds(1))).isTrue();
    }

    @Test
    void coversNothingUpToNowAfterItForgotAll() {
        History history = History.ofNewServer(clock, HistoryLimits.DEFAULT);
        changes(history, 5);

        history.forgetAll();

        assertThat(history.size()).isZero();
        assertThat(history.covers(clock.now())).isFalse();
        assertThat(history.covers(clock.now().plusSeconds(1))).isTrue();
    }

    @Test
    void findsItsEntriesAfterItHasGrownAndForgotten() {
        History history = History.ofNewServer(clock, new HistoryLimits(5000, Duration.ofDays(1)));
        for (int slot = 0; slot < 20_000; slot++) {
            history.changed(slot, LEASE, LEASE);
        }

        assertThat(history.first()).isEqualTo(15_000);
        for (long number = history.first(); number < history.end(); number++) {
            assertThat(history.slot(number)).isEqualTo((int) number);
        }
    }

    @Test
    void keepsTheOrderOfChangesThoughTheClockIsSetBack() {
        History history = History.ofNewServer(clock, HistoryLimits.DEFAULT);
        changes(history, 1);
        clock.step(Duration.ofHours(-1));
        changes(history, 1);

        assertThat(history.isOnOrAfter(0, ManualTime.START)).isTrue();
        assertThat(history.isOnOrAfter(1, ManualTime.START)).isFalse();
    }

    /** One change a second, of slots 0, 1, 2, ... */
    private void changes(History history, int count) {
        for (int slot = 0; slot < count; slot++) {
            history.changed(slot, LEASE, LEASE);
            time.advanceSeconds(1);
        }
    }
}
