package net.leasequery.simulator.failover;

import static net.leasequery.simulator.client.TestSite.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.leasequery.simulator.client.ClientPopulation;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.client.TestSite;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.network.LinkConditions;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.VirtualScheduler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 7031 section 7, item 3: one server in more than one relationship. */
class BackupOfSeveralTest {

    private static final Duration LEASE = Duration.ofMinutes(10);

    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("R7031-7-2")
    @Tag("R7031-7-3")
    void oneServerBacksTwoOthersEachForALinkOfItsOwn(Family family) {
        VirtualScheduler scheduler = new VirtualScheduler(TestSite.START);
        Random random = new Random(4);
        MessageNetwork network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        List<Link> links = TestSite.links(family);
        LeaseDatabase backup = TestSite.database(family, scheduler);
        FailoverSettings settings = FailoverSettings.hotStandby(LEASE);
        FailoverPair north = new FailoverPair(
                "north",
                "backup",
                settings,
                scheduler,
                network,
                random,
                links.subList(0, 1),
                TestSite.database(family, scheduler)::put,
                backup::put);
        FailoverPair south = new FailoverPair(
                "south",
                "backup",
                settings,
                scheduler,
                network,
                random,
                links.subList(1, 2),
                TestSite.database(family, scheduler)::put,
                backup::put);
        ClientPopulation population = new ClientPopulation(
                scheduler,
                network,
                random,
                PopulationSettings.lively(60, LEASE),
                links,
                TestSite.types(family),
                () -> Stream.concat(north.servers().stream(), south.servers().stream())
                        .toList());
        population.arriveWithin(Duration.ofMinutes(1));
        scheduler.runFor(Duration.ofMinutes(20));
        north.crash("north");
        south.crash("south");
        scheduler.runFor(Duration.ofMinutes(30));
        population.settle();
        scheduler.runFor(Duration.ofMinutes(1));

        List<Holding> held = population.log().at(scheduler.now());
        assertThat(held).hasSizeGreaterThan(10);
        assertThat(held).allMatch(holding -> shown(backup, holding.address()).isActive());
        assertThat(links).allMatch(link -> held.stream().anyMatch(holding -> link.has(holding.address())));
        assertThat(population.log().conflicts()).isEmpty();
    }
}
