package net.leasequery.simulator.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.lease.AddressRange;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Pool;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.Pool;
import org.junit.jupiter.api.Test;

class ChurnTest {

    /** One simulated network, with a record of all that changed in it. */
    private static final class Network {

        private final ManualTime time = new ManualTime();
        private final ServerClock clock = new ServerClock(time);
        private final LeaseDatabase database;
        private final List<Lease> changes = new ArrayList<>();
        private final Churn churn;

        Network(ChurnSettings settings) {
            this(settings, AddressRange.parse(VirtualSubnet.GLOBAL, "10.0.0.0/22"));
        }

        Network(ChurnSettings settings, Pool... pools) {
            database = new LeaseDatabase(new LeaseTable(List.of(pools), ManualTime.START), clock);
            churn = new Churn(database, clock, settings);
            database.addListener((slot, before, after) -> changes.add(after));
        }

        /** Lets a quarter of an hour pass. */
        Network live() {
            churn.populate(200);
            for (int second = 0; second < 900; second++) {
                churn.tick(20);
                time.advanceSeconds(1);
                database.expireDue();
            }
            return this;
        }

        List<Lease> active() {
            return database.table().toList().stream().filter(Lease::isActive).toList();
        }
    }

    private static final ChurnSettings SETTINGS = ChurnSettings.DEFAULT.withSeed(42);

    @Test
    void makesTheSameChangesForTheSameSeedAndTicks() {
        assertThat(new Network(SETTINGS).live().changes).isEqualTo(new Network(SETTINGS).live().changes);
    }

    @Test
    void makesOtherChangesForAnotherSeed() {
        assertThat(new Network(SETTINGS).live().changes)
                .isNotEqualTo(new Network(SETTINGS.withSeed(43)).live().changes);
    }

    @Test
    void givesIpv6SubscribersSeveralLeasesOnTheirOwnLinkOnly() {
        Ipv6Pool addresses = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:0:1::/119", null);
        Ipv6Pool prefixes = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:8000::/43/52", addresses.link());
        Ipv6Pool elsewhere = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:0:2::/119", null);
        Network network = new Network(SETTINGS, addresses, prefixes, elsewhere);

        network.live();

        Map<Client, Set<Boolean>> links = new HashMap<>();
        Map<Duid, Integer> leases = new HashMap<>();
        for (Lease lease : network.active()) {
            Ipv6Client client = (Ipv6Client) Objects.requireNonNull(lease.client());
            links.computeIfAbsent(client.withIaid(0), key -> new HashSet<>())
                    .add(elsewhere.indexOf(lease.address()) >= 0);
            leases.merge(client.duid(), 1, Integer::sum);
        }
        assertThat(links.values()).allMatch(sides -> sides.size() == 1);
        assertThat(leases.values()).anyMatch(count -> count > 1);
        assertThat(leases.keySet()).hasAtLeastOneElementOfType(Duid.LinkLayerTime.class);
        assertThat(leases.keySet()).hasAtLeastOneElementOfType(Duid.LinkLayer.class);
        assertThat(leases.keySet()).hasAtLeastOneElementOfType(Duid.Enterprise.class);
        assertThat(leases.keySet()).hasAtLeastOneElementOfType(Duid.Uuid.class);
        assertThat(leases.keySet()).hasAtLeastOneElementOfType(Duid.Other.class);
    }

    @Test
    void meetsEveryKindOfChange() {
        Network network = new Network(SETTINGS).live();

        Set<DhcpState> states = EnumSet.noneOf(DhcpState.class);
        network.changes.forEach(lease -> states.add(lease.state()));
        assertThat(states)
                .containsExactlyInAnyOrder(
                        DhcpState.ACTIVE, DhcpState.RELEASED, DhcpState.EXPIRED, DhcpState.ABANDONED, DhcpState.RESET);
        assertThat(network.changes).anyMatch(Lease::remote);
    }

    @Test
    void fillsTheNetworkUpToItsOccupancy() {
        Network network = new Network(SETTINGS.withMix(new ChurnMix(1, 0, 0, 0, 0, 0)));

        network.churn.tick(5000);

        assertThat(network.active()).hasSizeBetween(815, 821);
    }

    @Test
    void populatesWithLeasesThatBeganInThePastAndHaveNotEnded() {
        Network network = new Network(SETTINGS);

        network.churn.populate(500);

        assertThat(network.active()).hasSize(500).allSatisfy(lease -> {
            assertThat(lease.changed()).isBefore(ManualTime.START);
            assertThat(lease.term()).isNotNull();
        });
        assertThat(network.database.expireDue()).isZero();
    }

    @Test
    void goesOnWhenEveryAddressIsUnusable() {
        Network network = new Network(SETTINGS.withMix(new ChurnMix(1, 0, 0, 100, 0, 0)));

        network.churn.tick(5000);

        assertThat(network.changes).hasSize(5000);
    }

    @Test
    void neverDatesWhatAPartnerTellsBeforeWhatItReplaces() {
        Network network = new Network(SETTINGS.withMix(new ChurnMix(1, 0, 10, 0, 0, 10)));
        List<Lease> disordered = new ArrayList<>();
        network.database.addListener((slot, before, after) -> {
            if (after.remote() && after.changed().isBefore(before.changed())) {
                disordered.add(after);
            }
        });

        network.live();

        assertThat(network.changes).anyMatch(Lease::remote);
        assertThat(disordered).isEmpty();
    }

    @Test
    void givesLeasesOfTheConfiguredLength() {
        Network network = new Network(SETTINGS.withLeaseTimes(Duration.ofSeconds(100), Duration.ofSeconds(101)));

        network.churn.tick(100);

        assertThat(network.active())
                .extracting(lease -> lease.term() == null || lease.term().expiry() == null
                        ? -1
                        : Duration.between(ManualTime.START, lease.term().expiry())
                                .toSeconds())
                .allMatch(seconds -> seconds.longValue() >= 98 && seconds.longValue() <= 101);
    }
}
