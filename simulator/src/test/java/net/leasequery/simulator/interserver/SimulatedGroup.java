package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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

/** A group of servers with its clients on virtual time. */
final class SimulatedGroup {

    final VirtualScheduler scheduler = new VirtualScheduler(TestSite.START);
    final MessageNetwork network;
    final Map<String, LeaseDatabase> databases = new HashMap<>();
    final ServerGroup group;
    final ClientPopulation population;

    SimulatedGroup(Family family, int members, int outside, int clients, Duration lease, long seed) {
        Random random = new Random(seed);
        network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        List<Link> links = TestSite.links(family);
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= members + outside; i++) {
            names.add("s" + i);
            databases.put("s" + i, TestSite.database(family, scheduler));
        }
        group = new ServerGroup(
                names.subList(0, members),
                names.subList(members, members + outside),
                GroupSettings.of(lease, 8),
                scheduler,
                network,
                random,
                links,
                name -> database(name)::put);
        population = new ClientPopulation(
                scheduler,
                network,
                random,
                PopulationSettings.lively(clients, lease),
                links,
                TestSite.types(family),
                group::servers);
    }

    /** What the server with this name shows requestors. */
    LeaseDatabase database(String name) {
        return Objects.requireNonNull(databases.get(name));
    }

    /** Lets time pass. */
    void run(Duration time) {
        scheduler.runFor(time);
    }

    /** Who holds what now, by the clients' own memory. */
    List<Holding> held() {
        return population.log().at(scheduler.now());
    }

    /** How many servers own each address. */
    Map<Object, Integer> owners() {
        Map<Object, Integer> owners = new HashMap<>();
        for (GroupServer server : group.servers()) {
            for (GroupBinding binding : server.addresses().all()) {
                if (binding.state() == AddressState.BINDABLE) {
                    owners.merge(binding.address(), 1, Integer::sum);
                }
            }
        }
        return owners;
    }
}
