package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.leasequery.simulator.client.ClientPopulation;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingLog;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.failover.FailoverEndpoint;
import net.leasequery.simulator.failover.FailoverPair;
import net.leasequery.simulator.failover.FailoverSettings;
import net.leasequery.simulator.interserver.GroupServer;
import net.leasequery.simulator.interserver.GroupSettings;
import net.leasequery.simulator.interserver.ServerGroup;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.LinkConditions;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.VirtualScheduler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code lease-streams} says of a failover pair and of a group, against what their clients hold by their own memory.
 * Servers crash and are cut from each other; each is followed without a break while it is up.
 */
class SimulatedNetworkTest {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int CLIENTS = 40;

    @TempDir
    private Path folder;

    private final VirtualScheduler scheduler = new VirtualScheduler(Site.NOON);
    private final List<Told> told = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void saysOfAPairWhatItsClientsHold(long seed) {
        Random random = new Random(seed);
        MessageNetwork network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        FailoverPair pair = new FailoverPair(
                "east",
                "west",
                FailoverSettings.hotStandby(LEASE),
                scheduler,
                network,
                links(),
                view("east"),
                view("west"));
        Runnable[] faults = {
            pair::partition,
            pair::heal,
            () -> pair.crash("east"),
            () -> pair.recover("east", true),
            pair::partition,
            pair::heal
        };
        Supplier<String[]> up = () -> pair.servers().stream()
                .filter(FailoverEndpoint::isUp)
                .map(FailoverEndpoint::name)
                .toArray(String[]::new);
        judge("failover", List.of("east", "west"), network, random, pair::servers, up, faults);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 2)
    void saysOfAGroupWhatItsClientsHold(long seed) {
        Random random = new Random(seed);
        MessageNetwork network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        List<String> names = List.of("s1", "s2", "s3");
        ServerGroup group = new ServerGroup(
                names, List.of(), GroupSettings.of(LEASE, 8), scheduler, network, random, links(), this::view);
        Runnable[] faults = {
            () -> group.partition(List.of("s1")),
            group::heal,
            () -> group.crash("s2"),
            () -> group.recover("s2"),
            () -> group.partition(List.of("s3")),
            group::heal
        };
        Supplier<String[]> up = () -> group.servers().stream()
                .filter(GroupServer::isUp)
                .map(GroupServer::name)
                .toArray(String[]::new);
        judge("interserver", names, network, random, group::servers, up, faults);
    }

    private void judge(
            String kind,
            List<String> names,
            MessageNetwork network,
            Random random,
            Supplier<List<? extends DhcpService>> servers,
            Supplier<String[]> up,
            Runnable[] faults) {
        ClientPopulation population = new ClientPopulation(
                scheduler,
                network,
                random,
                PopulationSettings.lively(CLIENTS, LEASE),
                links(),
                List.of(LeaseType.V4),
                servers);
        try (Site site = Site.group(folder, kind, String.join(",", names)).live(names.toArray(String[]::new))) {
            population.arriveWithin(Duration.ofMinutes(2));
            pass(site, Duration.ofMinutes(6), up);
            assertThat(population.log().at(scheduler.now())).hasSizeGreaterThan(CLIENTS / 4);
            for (Runnable fault : faults) {
                fault.run();
                for (int i = random.nextInt(2, 10); i > 0; i--) {
                    pass(site, Duration.ofSeconds(30), up);
                    assertLeasesAreWhatClientsHold(site, population.log());
                }
            }
            population.settle();
            pass(site, LEASE.multipliedBy(2), up);
            assertLeasesAreWhatClientsHold(site, population.log());
            assertEveryOtherActiveLeaseWasOnceHeld(site, population.log().all());
            assertThat(population.log().conflicts()).isEmpty();
            assertThat(site.history()).noneMatch(finding -> finding.contains("ADDRESS_HELD_TWICE"));
        }
    }

    /** Also while servers are apart: whoever made the newest transaction has told of it. */
    private void assertLeasesAreWhatClientsHold(Site site, HoldingLog log) {
        for (Holding holding : log.at(scheduler.now())) {
            JsonNode lease = Objects.requireNonNull(site.lease(holding.address().toString()), holding::toString);
            assertThat(lease.get("state").asText()).as("%s: %s", holding, lease).isEqualTo("ACTIVE");
            assertThat(lease.get("hardwareAddress").asText())
                    .as("%s: %s", holding, lease)
                    .isEqualTo(SimulatedBindings.mac(holding));
        }
    }

    /** A client that left, or whose RELEASE was lost: the servers cannot know that it is gone. */
    private static void assertEveryOtherActiveLeaseWasOnceHeld(Site site, List<Holding> all) {
        site.leases().forEach((key, lease) -> {
            if (lease.get("state").asText().equals("ACTIVE")) {
                String address = lease.get("address").asText();
                assertThat(all)
                        .as(key)
                        .anyMatch(holding -> holding.address().toString().equals(address)
                                && SimulatedBindings.mac(holding)
                                        .equals(lease.get("hardwareAddress").asText()));
            }
        });
    }

    /** Time passes for servers, clients and {@code lease-streams} alike. */
    private void pass(Site site, Duration time, Supplier<String[]> up) {
        for (long left = time.toSeconds(); left > 0; left -= 10) {
            scheduler.runFor(Duration.ofSeconds(Math.min(10, left)));
            for (Told one : List.copyOf(told)) {
                site.binding(one.server, one.lease.address().toString(), binding -> SimulatedBindings.fill(binding, one.lease));
            }
            told.clear();
            site.pass(Math.min(10, left), up.get());
        }
    }

    private Consumer<Lease> view(String server) {
        return lease -> told.add(new Told(server, lease));
    }

    private static List<Link> links() {
        return SimulatedBindings.links("10.0.1.0-10.0.1.39", "10.0.2.0-10.0.2.39");
    }

    private record Told(String server, Lease lease) {}
}
