package net.leasequery.simulator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.kit.ManualTime;
import org.junit.jupiter.api.Test;

class LeaseDatabaseTest {

    private static final Ipv4Client CLIENT = Ipv4Client.ethernet("02:00:00:00:00:01");
    private static final Ipv4Client OTHER = Ipv4Client.ethernet("02:00:00:00:00:02");
    private static final Instant START = ManualTime.START;
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();
    private final ServerClock clock = new ServerClock(time);
    private final LeaseDatabase database = new LeaseDatabase(
            new LeaseTable(List.of(AddressRange.parse(VirtualSubnet.GLOBAL, "10.0.0.0/24")), START), clock);

    @Test
    void showsAnAddressThatNobodyHeldAsAvailableSinceItWasConfigured() {
        time.advanceSeconds(50);

        Lease lease = database.table().get(7);

        assertThat(lease.address()).hasToString("10.0.0.7");
        assertThat(lease.state()).isEqualTo(DhcpState.AVAILABLE);
        assertThat(lease.stateStart()).isEqualTo(START);
        assertThat(lease.lastTransaction()).isNull();
    }

    @Test
    void keepsTheStartOfTheStateWhileTheSameClientRenews() {
        database.bind(7, CLIENT, null, HOUR);
        time.advanceSeconds(10);

        Lease renewed = database.renew(7, HOUR);

        assertThat(renewed.stateStart()).isEqualTo(START);
        assertThat(renewed.lastTransaction()).isEqualTo(START.plusSeconds(10));
        assertThat(renewed.term()).isEqualTo(LeaseTerm.of(START.plusSeconds(10), HOUR));
    }

    @Test
    void beginsTheStateAnewForAnotherClient() {
        database.bind(7, CLIENT, null, HOUR);
        time.advanceSeconds(10);

        Lease taken = database.bind(7, OTHER, null, HOUR);

        assertThat(taken.stateStart()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void remembersTheLastClientOfAReleasedAddress() {
        database.bind(7, CLIENT, null, HOUR);
        time.advanceSeconds(10);

        Lease released = database.release(7);

        assertThat(released.state()).isEqualTo(DhcpState.RELEASED);
        assertThat(released.client()).isEqualTo(CLIENT);
        assertThat(released.term()).isNull();
        assertThat(released.lastTransaction()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void datesAnExpiryButNotTheLastTransaction() {
        database.bind(7, CLIENT, null, HOUR);
        time.advance(HOUR);

        assertThat(database.expireDue()).isEqualTo(1);

        Lease expired = database.table().get(7);
        assertThat(expired.state()).isEqualTo(DhcpState.EXPIRED);
        assertThat(expired.stateStart()).isEqualTo(START.plus(HOUR));
        assertThat(expired.lastTransaction()).isEqualTo(START);
    }

    @Test
    void expiresALeaseNotBeforeItsRenewedEnd() {
        database.bind(7, CLIENT, null, HOUR);
        time.advanceSeconds(1000);
        database.renew(7, HOUR);

        time.advance(HOUR.minusSeconds(1));
        assertThat(database.expireDue()).isZero();

        time.advanceSeconds(1);
        assertThat(database.expireDue()).isEqualTo(1);
    }

    @Test
    void neverExpiresAnInfiniteLease() {
        database.bind(7, CLIENT, null, null);

        time.advance(Duration.ofDays(10_000));

        assertThat(database.expireDue()).isZero();
    }

    @Test
    void expiresMoreWhenTheClockIsSetForward() {
        database.bind(7, CLIENT, null, HOUR);

        clock.step(Duration.ofHours(2));

        assertThat(database.expireDue()).isEqualTo(1);
    }

    @Test
    void datesToThePresentWhatLiesInTheFutureAfterTheClockWasSetBack() {
        database.bind(7, CLIENT, null, HOUR);
        clock.step(Duration.ofMinutes(-5));

        assertThat(database.repairFutureTimes()).isEqualTo(256);

        Lease repaired = database.table().get(7);
        assertThat(repaired.stateStart()).isEqualTo(clock.now());
        assertThat(repaired.lastTransaction()).isEqualTo(clock.now());
        assertThat(repaired.state()).isEqualTo(DhcpState.ACTIVE);
    }

    @Test
    void saysWhetherThePartnerMadeTheLatestChange() {
        Lease learned = database.learnFromPartner(7, CLIENT, null, HOUR, START.minusSeconds(2));
        assertThat(learned.remote()).isTrue();
        assertThat(learned.lastTransaction()).isEqualTo(START.minusSeconds(2));

        assertThat(database.renew(7, HOUR).remote()).isFalse();
    }

    @Test
    void tellsListenersOfEveryChange() {
        List<String> reported = new ArrayList<>();
        database.addListener((slot, before, after) -> reported.add(slot + " " + before.state() + " " + after.state()));

        database.bind(7, CLIENT, null, HOUR);
        database.decline(7);

        assertThat(reported).containsExactly("7 AVAILABLE ACTIVE", "7 ACTIVE ABANDONED");
    }

    @Test
    void refusesToRenewWhatNobodyHolds() {
        assertThatThrownBy(() -> database.renew(7, HOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10.0.0.7");
    }

    @Test
    void knowsItsAddressesOnly() {
        assertThatThrownBy(() -> database.table().get(VirtualSubnet.GLOBAL, LeaseAddress.parse("10.0.1.0")))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> database.table().get(VirtualSubnet.named("blue"), LeaseAddress.parse("10.0.0.1")))
                .isInstanceOf(NoSuchElementException.class);
    }
}
