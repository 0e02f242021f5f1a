package net.leasequery.simulator.failover;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

/** A failover pair with its clients on virtual time. */
final class SimulatedPair {

    final VirtualScheduler scheduler = new VirtualScheduler(TestSite.START);
    final MessageNetwork network;
    final LeaseDatabase east;
    final LeaseDatabase west;
    final FailoverPair pair;
    final ClientPopulation population;

    SimulatedPair(Family family, FailoverSettings settings, PopulationSettings clients, long seed) {
        Random random = new Random(seed);
        network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        List<Link> links = TestSite.links(family);
        east = TestSite.database(family, scheduler);
        west = TestSite.database(family, scheduler);
        pair = new FailoverPair("east", "west", settings, scheduler, network, random, links, east::put, west::put);
        population =
                new ClientPopulation(scheduler, network, random, clients, links, TestSite.types(family), pair::servers);
    }

    /** Lets time pass. */
    void run(Duration time) {
        scheduler.runFor(time);
    }

    /** Who holds what now, by the clients' own memory. */
    List<Holding> held() {
        return population.log().at(scheduler.now());
    }

    /** Whether the partners agree about everything within a second: updates are lazy, and clients renew all the time. */
    boolean settles() {
        for (int i = 0; i < 10 && !pair.isSettled(); i++) {
            run(Duration.ofMillis(100));
        }
        return pair.isSettled();
    }

    /** State of each partner, and whether it has told the other everything. */
    String states() {
        return pair.servers().stream()
                .map(each -> each.name()
                        + (each.isUp() ? " " : " (down) ")
                        + each.state()
                        + (each.hasReportedAll() ? "" : ", has not told all"))
                .collect(Collectors.joining("; "));
    }
}
