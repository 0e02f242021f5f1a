package net.leasequery.simulator.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.leasequery.simulator.client.ClientPopulation;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.failover.FailoverPair;
import net.leasequery.simulator.failover.FailoverSettings;
import net.leasequery.simulator.interserver.GroupSettings;
import net.leasequery.simulator.interserver.ServerGroup;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.LinkConditions;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.RealTimeScheduler;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/**
 * A failover pair or a group of servers in real time. Each member is an Active Leasequery server on a port of its
 * own; the record that their clients keep is the truth about who holds what. Any thread may call any method.
 */
public final class SimulatedSite implements AutoCloseable {

    private static final Duration ARRIVAL = Duration.ofSeconds(5);

    private final RealTimeScheduler scheduler = new RealTimeScheduler();
    private final Map<String, LeasequeryServer> servers = new LinkedHashMap<>();
    private final Sharing sharing;
    private final ClientPopulation population;

    /**
     * Starts a site; its servers listen when this returns, and its clients arrive within five seconds.
     *
     * @param describe completes the description of the server with a name: port, security, limits. Family, ranges and
     *     seed are set already.
     * @throws IllegalArgumentException if the ranges are not of the family or overlap
     * @throws java.util.concurrent.CompletionException if a server cannot listen on its port
     */
    public SimulatedSite(SiteSettings settings, ServerDescription describe) {
        try {
            for (String name : settings.servers()) {
                LeasequeryServerBuilder builder = LeasequeryServer.builder()
                        .family(settings.family())
                        .activeLeasequery()
                        .leasesAreEndedByCaller();
                settings.ranges().forEach(builder::range);
                describe.complete(name, builder);
                servers.put(name, builder.start());
            }
            Random random = new Random(settings.seed());
            MessageNetwork network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
            List<Link> links = SiteLinks.of(settings.family(), settings.ranges());
            sharing = scheduler.call(() -> sharing(settings, network, random, links));
            population = scheduler.call(() -> {
                ClientPopulation clients = new ClientPopulation(
                        scheduler,
                        network,
                        random,
                        PopulationSettings.lively(settings.clients(), settings.lease()),
                        links,
                        types(links),
                        sharing::services);
                clients.arriveWithin(ARRIVAL);
                return clients;
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Sharing sharing(SiteSettings settings, MessageNetwork network, Random random, List<Link> links) {
        if (settings.kind() == SiteKind.GROUP) {
            int members = settings.servers().size() - settings.outside();
            return new GroupSharing(new ServerGroup(
                    settings.servers().subList(0, members),
                    settings.servers().subList(members, settings.servers().size()),
                    GroupSettings.of(
                            settings.lease(),
                            bindablePerServer(links, settings.servers().size())),
                    scheduler,
                    network,
                    random,
                    links,
                    this::view));
        }
        FailoverSettings failover =
                FailoverSettings.hotStandby(settings.lease()).withMclt(settings.mclt());
        return new PairSharing(new FailoverPair(
                settings.servers().get(0),
                settings.servers().get(1),
                settings.kind() == SiteKind.LOAD_BALANCING ? failover.withLoadBalancing() : failover,
                scheduler,
                network,
                random,
                links,
                view(settings.servers().get(0)),
                view(settings.servers().get(1))));
    }

    /** Half of the smallest link, divided among all servers. */
    private static int bindablePerServer(List<Link> links, int servers) {
        int smallest =
                links.stream().mapToInt(link -> link.addresses().size()).min().orElseThrow();
        return Math.max(1, smallest / 2 / servers);
    }

    private Consumer<Lease> view(String name) {
        LeasequeryServer server = server(name);
        return server.leases()::put;
    }

    private static List<LeaseType> types(List<Link> links) {
        return links.get(0).addresses().stream()
                .map(LeaseAddress::type)
                .distinct()
                .toList();
    }

    /** The servers by name. */
    public Map<String, LeasequeryServer> servers() {
        return Map.copyOf(servers);
    }

    /**
     * The server with this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public LeasequeryServer server(String name) {
        LeasequeryServer server = servers.get(name);
        if (server == null) {
            throw new NoSuchElementException("no server " + name + " here; there are " + servers.keySet());
        }
        return server;
    }

    /** The current holdings, as the clients remember them. */
    public List<Holding> held() {
        return scheduler.call(() -> population.log().at(scheduler.now()));
    }

    /** All holdings of the clients, past and present. */
    public List<Holding> holdings() {
        return scheduler.call(() -> population.log().all());
    }

    /**
     * Writes all holdings of the clients, past and present, as JSON lines; times are milliseconds since 1970.
     *
     * @throws IOException if the file cannot be written
     */
    public void writeHoldings(Path file) throws IOException {
        Files.write(file, holdings().stream().map(HoldingLine::of).toList());
    }

    /** Lets every client stay as it is from now on: clients that are on renew, and none comes or goes. */
    public void settle() {
        run(population::settle);
    }

    /**
     * Cuts servers from all the others; clients still reach all of them.
     *
     * @param names at least one
     */
    public void partition(List<String> names) {
        names.forEach(this::server);
        run(() -> sharing.partition(names));
    }

    /** Restores every path between servers. */
    public void heal() {
        run(sharing::heal);
    }

    /** Ends a server like a process that is killed, for clients, partners and requestors. */
    public void crash(String name) {
        LeasequeryServer server = server(name);
        run(() -> sharing.crash(name));
        server.crash();
    }

    /** Starts a server after {@link #crash}; its leases survive, its history of changes does not. */
    public void recover(String name) {
        server(name).startAgain(false);
        run(() -> sharing.recover(name));
    }

    /**
     * Tells a server of a pair that its partner is down.
     *
     * @throws UnsupportedOperationException in a group
     */
    public void partnerDown(String name) {
        server(name);
        run(() -> sharing.partnerDown(name));
    }

    /**
     * Lets a server join the group that another one belongs to.
     *
     * @throws UnsupportedOperationException in a pair
     */
    public void join(String name, String member) {
        server(name);
        server(member);
        run(() -> sharing.join(name, member));
    }

    /**
     * Lets a member take a server out of the group.
     *
     * @throws UnsupportedOperationException in a pair
     */
    public void leave(String name, String member) {
        server(name);
        server(member);
        run(() -> sharing.leave(name, member));
    }

    /** The state of the server with a name, in one word or two. */
    public String state(String name) {
        server(name);
        return call(() -> sharing.state(name));
    }

    /** Ends clients and servers; requestors receive QueryTerminated. */
    @Override
    public void close() {
        scheduler.close();
        servers.values().forEach(LeasequeryServer::close);
    }

    private void run(Runnable action) {
        call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    private <T> T call(Supplier<T> action) {
        return scheduler.call(action);
    }

    /** Completes the description of a server. */
    @FunctionalInterface
    public interface ServerDescription {

        /** Sets the port, security and limits of the server with this name. */
        void complete(String name, LeasequeryServerBuilder builder);
    }

    /** The names of servers from a number on: {@code east} and {@code west}, or {@code s1}, {@code s2}, … */
    public static List<String> names(SiteKind kind, int count) {
        if (kind != SiteKind.GROUP) {
            return List.of("east", "west");
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("s" + i);
        }
        return names;
    }
}
