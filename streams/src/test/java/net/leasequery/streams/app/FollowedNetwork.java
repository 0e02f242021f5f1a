package net.leasequery.streams.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.client.ClientPopulation;
import net.leasequery.simulator.client.DhcpClient;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.failover.FailoverPair;
import net.leasequery.simulator.failover.FailoverSettings;
import net.leasequery.simulator.interserver.GroupSettings;
import net.leasequery.simulator.interserver.ServerGroup;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.ConfiguredRange;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.network.LinkConditions;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.VirtualScheduler;
import net.leasequery.simulator.site.GroupSharing;
import net.leasequery.simulator.site.PairSharing;
import net.leasequery.simulator.site.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * Servers that share leases, their clients, and lease-streams behind one connector for each, all on virtual time. A line
 * between connector and server can be cut; what the server tells meanwhile comes when it is mended, as a catch-up does.
 */
final class FollowedNetwork implements AutoCloseable {
    static final Duration LEASE = Duration.ofMinutes(3);
    static final int TICK_SECONDS = 10;
    private static final int CLIENTS = 14;
    private static final LinkConditions CONDITIONS =
            new LinkConditions(Duration.ofMillis(1), Duration.ofMillis(40), 0, 0);

    final Random random;
    final List<String> names;
    final boolean failover;
    final Sharing servers;
    final ClientPopulation population;
    final Site site;
    private final Family family;
    private final Map<String, Duration> misdated = new HashMap<>();
    private final VirtualScheduler scheduler = new VirtualScheduler(Site.NOON);
    private final List<String> configuration;
    private final MessageNetwork network;
    private final Map<String, @Nullable Instant> cutSince = new TreeMap<>();
    private final Map<String, Map<String, Lease>> views = new TreeMap<>();
    private final Map<String, Map<String, Lease>> undelivered = new HashMap<>();
    private final List<Runnable> onTick = new ArrayList<>();
    private boolean tookEachOtherForGone;
    private long ticks;

    FollowedNetwork(Path folder, String kind, Family family, List<String> names, long seed) {
        this.random = new Random(31 * seed + kind.hashCode());
        this.names = List.copyOf(names);
        this.failover = kind.equals("failover");
        List<Link> links = links(family);
        this.family = family;
        network = new MessageNetwork(scheduler, random, CONDITIONS);
        names.forEach(name -> {
            cutSince.put(name, null);
            views.put(name, new TreeMap<>());
            undelivered.put(name, new LinkedHashMap<>());
        });
        servers = failover
                ? pair(family == Family.IPV4 && seed % 2 == 0, links)
                : new GroupSharing(new ServerGroup(
                        names,
                        List.of(),
                        GroupSettings.of(LEASE, 2),
                        scheduler,
                        network,
                        random,
                        links,
                        this::listener));
        population = new ClientPopulation(
                scheduler,
                network,
                random,
                new PopulationSettings(CLIENTS, LEASE.dividedBy(2), LEASE.multipliedBy(2), LEASE, 0.3, 0.3, 0.1, 0.02),
                links,
                links.get(0).addresses().stream()
                        .map(LeaseAddress::type)
                        .distinct()
                        .toList(),
                servers::services);
        configuration = List.of(
                "groups",
                "site",
                "group.site.kind",
                kind,
                "group.site.mclt.ms",
                "60000",
                "group.site.links",
                family == Family.IPV4 ? "10.0.1.0/24,10.0.2.0/24" : "2001:db8:0:1::/64,2001:db8:0:2::/64",
                "group.site.members",
                String.join(",", names));
        site = Site.of(folder, configuration())
                .family(family == Family.IPV4 ? "ipv4" : "ipv6")
                .live(names.toArray(String[]::new));
    }

    private Sharing pair(boolean balanced, List<Link> links) {
        FailoverSettings settings = FailoverSettings.hotStandby(LEASE).withMclt(Duration.ofMinutes(1));
        return new PairSharing(new FailoverPair(
                names.get(0),
                names.get(1),
                balanced ? settings.withLoadBalancing() : settings,
                scheduler,
                network,
                random,
                links,
                listener(names.get(0)),
                listener(names.get(1))));
    }

    /** For a restart of lease-streams. */
    String[] configuration() {
        return configuration.toArray(String[]::new);
    }

    /** Is run at the end of each tick. */
    void onTick(Runnable judge) {
        onTick.add(judge);
    }

    Instant now() {
        return scheduler.now();
    }

    /** Since when the connector has not been connected to the server; null while it is. */
    @Nullable
    Instant cutSince(String server) {
        return cutSince.get(server);
    }

    boolean isFollowed(String server) {
        return cutSince.get(server) == null;
    }

    /** What the records of a server say, by address. */
    Map<String, Lease> view(String server) {
        return views.getOrDefault(server, Map.of());
    }

    /** Addresses of which any server has told. */
    SortedSet<String> addresses() {
        SortedSet<String> addresses = new TreeSet<>();
        views.values().forEach(view -> addresses.addAll(view.keySet()));
        return addresses;
    }

    /** Cuts a server from the others: any of a group. */
    void partition() {
        servers.partition(List.of(names.get(random.nextInt(names.size()))));
    }

    /** Servers that are apart take each other for gone: the way to two leases of one address. */
    void takeEachOtherForGone() {
        tookEachOtherForGone = true;
        if (failover) {
            names.forEach(servers::partnerDown);
        } else {
            servers.partition(names.subList(0, 1));
            servers.leave(names.get(0), names.get(1));
        }
    }

    /** Clients reach one of two servers only, every other client the first. */
    void takeSides() {
        takeSides(0);
    }

    /** Clients come over to the other server. Half of them forget their leases: their RELEASE does not arrive. */
    void changeSides() {
        takeSides(1);
        for (DhcpClient client : population.clients()) {
            if (client.address() != null && random.nextBoolean()) {
                client.release();
                client.powerOn();
            }
        }
    }

    private void takeSides(int first) {
        int number = first;
        for (DhcpClient client : population.clients()) {
            String reached = names.get(number % 2);
            network.mend(client.node(), reached);
            network.mend(reached, client.node());
            network.partition(List.of(client.node()), List.of(names.get((number + 1) % 2)));
            number++;
        }
    }

    /** After healing: a server that was taken out of its group comes back. Partners do so by themselves. */
    void readmit() {
        if (!failover && servers.state(names.get(0)).equals("OUTSIDE")) {
            servers.join(names.get(0), names.get(1));
        }
    }

    boolean tookEachOtherForGone() {
        return tookEachOtherForGone;
    }

    /** Whether a record says who made the transaction; over IPv6 nobody does. */
    boolean tellsSource() {
        return family == Family.IPV4;
    }

    /** The link that an address is on, as {@code group.site.links} has it; null for a prefix, which is on none of them. */
    @Nullable
    String linkOf(String address) {
        if (address.contains("/")) {
            return null;
        }
        return address.substring(0, address.lastIndexOf(family == Family.IPV4 ? "." : "::"));
    }

    /**
     * For a minute messages between servers, and between them and clients, are lost and doubled, and the stream between two
     * partners breaks again and again before either notices: what it carried is lost.
     */
    void loseMessages() {
        network.conditions(new LinkConditions(Duration.ofMillis(1), Duration.ofMillis(400), 0.2, 0.1));
        scheduler.after(Duration.ofMinutes(1), () -> network.conditions(CONDITIONS));
        breakStream(names.get(0), names.get(1), 10);
        breakStream(names.get(1), names.get(0), 10);
    }

    /** For a minute no client hears what a server answers, though the server hears them: leases are granted in vain. */
    void loseAnswers(String server) {
        population.clients().forEach(client -> network.cut(server, client.node()));
        scheduler.after(
                Duration.ofMinutes(1),
                () -> population.clients().forEach(client -> network.mend(server, client.node())));
    }

    private void breakStream(String from, String to, int times) {
        if (times == 0 || !network.reaches(from, to)) {
            return;
        }
        network.cut(from, to);
        scheduler.after(Duration.ofMillis(random.nextInt(500, 3_500)), () -> network.mend(from, to));
        scheduler.after(Duration.ofMillis(random.nextInt(4_000, 8_000)), () -> breakStream(from, to, times - 1));
    }

    /** From now on a server tells ends of leases that others made by so much later than it was told; zero for no more. */
    void misdate(String server, Duration by) {
        misdated.put(server, by);
    }

    void cut(String server) {
        if (isFollowed(server)) {
            cutSince.put(server, now());
            site.event(server, "DISCONNECTED");
        }
    }

    void mend(String server) {
        if (!isFollowed(server)) {
            cutSince.put(server, null);
            deliver(server);
            site.live(server);
        }
    }

    /** The connector was killed: some of what it had written comes once more, with new offsets. */
    void repeatSome(String server) {
        view(server).values().stream()
                .filter(lease -> random.nextBoolean())
                .toList()
                .forEach(lease -> write(server, lease));
    }

    /** Time passes for servers, clients and lease-streams alike. */
    void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= TICK_SECONDS) {
            scheduler.runFor(Duration.ofSeconds(TICK_SECONDS));
            List<String> followed = names.stream().filter(this::isFollowed).toList();
            followed.forEach(this::deliver);
            boolean beats = ++ticks % 2 == 0;
            site.pass(TICK_SECONDS, beats ? followed.toArray(String[]::new) : new String[0]);
            onTick.forEach(Runnable::run);
        }
    }

    private Consumer<Lease> listener(String server) {
        return lease -> {
            Map<String, Lease> waiting = undelivered.get(server);
            if (waiting != null) {
                // The server may coalesce changes of one address (RFC 7724 section 6).
                waiting.put(lease.address().toString(), misdated(server, lease));
            }
        };
    }

    private Lease misdated(String server, Lease lease) {
        Duration by = misdated.get(server);
        LeaseTerm term = lease.term();
        if (by == null || term == null || term.expiry() == null || !lease.remote()) {
            return lease;
        }
        LeaseTerm later = new LeaseTerm(
                Objects.requireNonNull(term.expiry()).plus(by), term.renewal(), term.rebinding(), term.preferred());
        return new Lease(
                lease.address(),
                lease.vpn(),
                lease.state(),
                lease.stateStart(),
                lease.lastTransaction(),
                later,
                lease.client(),
                lease.relay(),
                lease.remote());
    }

    private void deliver(String server) {
        Map<String, Lease> waiting = undelivered.getOrDefault(server, Map.of());
        waiting.values().forEach(lease -> write(server, lease));
        waiting.clear();
    }

    private void write(String server, Lease lease) {
        String address = lease.address().toString();
        views.getOrDefault(server, new TreeMap<>()).put(address, lease);
        site.binding(server, address, binding -> SimulatedBindings.fill(binding, lease));
    }

    /** A client as leases name it. */
    static String text(@Nullable Client client) {
        if (client instanceof Ipv4Client v4) {
            return "hw:" + v4.hardwareType() + "/" + SimulatedBindings.mac(v4);
        }
        return client instanceof Ipv6Client v6 ? "duid:" + v6.duid().octets().toHex() + "/" + v6.iaid() : "nobody";
    }

    private static List<Link> links(Family family) {
        List<List<String>> ranges = family == Family.IPV4
                ? List.of(List.of("10.0.1.0-10.0.1.8"), List.of("10.0.2.0-10.0.2.8"))
                : List.of(
                        List.of("2001:db8:0:1::/125", "2001:db8:8000::/45/48@2001:db8:0:1::/125"),
                        List.of("2001:db8:0:2::/125", "2001:db8:9000::/45/48@2001:db8:0:2::/125"));
        List<Link> links = new ArrayList<>();
        for (List<String> ofLink : ranges) {
            List<LeaseAddress> addresses = new ArrayList<>();
            for (String range : ofLink) {
                new LeaseTable(
                                ConfiguredRange.pools(
                                        family, List.of(new ConfiguredRange(VirtualSubnet.GLOBAL, range))),
                                Instant.EPOCH)
                        .forEach(lease -> addresses.add(lease.address()));
            }
            links.add(new Link(ofLink.get(0), addresses));
        }
        return links;
    }

    @Override
    public void close() {
        site.close();
    }
}
