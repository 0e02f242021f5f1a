package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.leasequery.simulator.client.ClientPopulation;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.PopulationSettings;
import net.leasequery.simulator.failover.FailoverPair;
import net.leasequery.simulator.failover.FailoverSettings;
import net.leasequery.simulator.interserver.GroupSettings;
import net.leasequery.simulator.interserver.ServerGroup;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.LinkConditions;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.VirtualScheduler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the history answers, against what the clients themselves remember: servers crash, are cut from each other and from
 * their connectors, lose their histories, set their clocks, and report several changes as one; connectors are killed and
 * write records again; lease-streams is restarted, or killed in the middle of a transaction and restored from its changelogs.
 * Where an answer is certain, it is the truth; elsewhere the truth lies within the bounds. {@code -Dtruth.questions},
 * {@code -Dtruth.rounds} and {@code -Dtruth.seed} ask more.
 */
class TenureTruthTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final long STEP = 20;
    private static final int CLIENTS = 40;
    private static final int QUESTIONS = Integer.getInteger("truth.questions", 40_000);
    private static final int ROUNDS = Integer.getInteger("truth.rounds", 10);

    @TempDir
    private Path folder;

    private final VirtualScheduler scheduler = new VirtualScheduler(Site.NOON);
    private final Map<String, FollowedServer> lines = new LinkedHashMap<>();
    private final HeldTruth truth = new HeldTruth();
    private boolean polled;

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"failover,1", "interserver,2", "alone,3"})
    void neverClaimsWhatIsNotTrue(String kind, long given) {
        TruthJudge judge = judge(kind, given);
        assertThat(judge.certainShare()).as("%s: %s", kind, judge).isGreaterThan(0.2);
        assertThat(judge.certainShareOf(3, Long.MAX_VALUE))
                .as("%s: %s", kind, judge)
                .isGreaterThan(judge.certainShareOf(0, 0));
    }

    /** Without starts of state nothing is certain, but nobody is missed, and no two leases overlap. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"failover,1", "interserver,2", "alone,3"})
    void missesNobodyIfServersReportOnlyWhatIsLeased(String kind, long given) {
        polled = true;
        TruthJudge judge = judge(kind, given);
        assertThat(judge.certainShare()).as("%s: %s", kind, judge).isZero();
    }

    private TruthJudge judge(String kind, long given) {
        long seed = Long.getLong("truth.seed", given);
        Random random = new Random(seed);
        MessageNetwork network = new MessageNetwork(scheduler, random, LinkConditions.GOOD);
        return switch (kind) {
            case "failover" -> pair(seed, random, network, false);
            case "interserver" -> group(seed, random, network);
            default -> pair(seed, random, network, true);
        };
    }

    /** A pair; or one server whose partner has never been there. */
    private TruthJudge pair(long seed, Random random, MessageNetwork network, boolean alone) {
        follow(alone ? List.of("east") : List.of("east", "west"), random);
        FailoverPair pair = new FailoverPair(
                "east",
                "west",
                FailoverSettings.hotStandby(LEASE).withMclt(Duration.ofMinutes(5)),
                scheduler,
                network,
                random,
                links(),
                view("east"),
                view("west"));
        if (alone) {
            pair.crash("west");
            pair.partnerDown("east");
        }
        return judge(alone ? "alone" : "failover", seed, random, network, pair::servers, new Faults() {
            @Override
            public void partition(String server) {
                pair.partition();
            }

            @Override
            public void heal() {
                pair.heal();
            }

            @Override
            public void crash(String server) {
                pair.crash(server);
            }

            @Override
            public void recover(String server) {
                pair.recover(server, true);
                if (alone) {
                    pair.partnerDown(server);
                }
            }
        });
    }

    private TruthJudge group(long seed, Random random, MessageNetwork network) {
        List<String> names = List.of("s1", "s2", "s3");
        follow(names, random);
        ServerGroup group = new ServerGroup(
                names, List.of(), GroupSettings.of(LEASE, 8), scheduler, network, random, links(), this::view);
        return judge("interserver", seed, random, network, group::servers, new Faults() {
            @Override
            public void partition(String server) {
                group.partition(List.of(server));
            }

            @Override
            public void heal() {
                group.heal();
            }

            @Override
            public void crash(String server) {
                group.crash(server);
            }

            @Override
            public void recover(String server) {
                group.recover(server);
            }
        });
    }

    private void follow(List<String> names, Random random) {
        long skew = 0;
        for (String name : names) {
            lines.put(name, new FollowedServer(name, new Random(random.nextLong()), skew));
            skew += 37_000;
        }
        if (polled) {
            lines.values().forEach(FollowedServer::poll);
        }
    }

    private Consumer<Lease> view(String server) {
        return lease -> {
            truth.changed(server, lease, scheduler.now());
            FollowedServer line = lines.get(server);
            if (line != null) {
                line.changed(lease, scheduler.now());
            }
        };
    }

    private static List<Link> links() {
        return SimulatedBindings.links("10.0.1.0-10.0.1.24", "10.0.2.0-10.0.2.24");
    }

    /** What befalls servers. */
    private interface Faults {
        void partition(String server);

        void heal();

        void crash(String server);

        void recover(String server);
    }

    private TruthJudge judge(
            String kind,
            long seed,
            Random random,
            MessageNetwork network,
            Supplier<List<? extends DhcpService>> servers,
            Faults faults) {
        ClientPopulation population = new ClientPopulation(
                scheduler,
                network,
                random,
                PopulationSettings.lively(CLIENTS, LEASE),
                links(),
                List.of(LeaseType.V4),
                servers);
        String[] settings = kind.equals("alone")
                ? new String[] {"features", "merge,history"}
                : new String[] {
                    "features",
                    "merge,history",
                    "groups",
                    "site",
                    "group.site.kind",
                    kind,
                    "group.site.members",
                    String.join(",", lines.keySet())
                };
        List<String> names = new ArrayList<>(lines.keySet());
        try (Site site = Site.of(folder, settings).live(names.toArray(String[]::new))) {
            population.arriveWithin(Duration.ofMinutes(2));
            pass(site, Duration.ofMinutes(15));
            TruthJudge judge = new TruthJudge(truth, population.log(), Site.NOON);
            Random questions = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                misfortune(site, names.get(random.nextInt(names.size())), random, faults, settings);
                judge.ask(QUESTIONS / (2 * ROUNDS), questions, site.reader(), site.now());
                judge.checkClaims(site.reader());
            }
            pass(site, Duration.ofMinutes(10));
            judge.ask(QUESTIONS / 2, questions, site.reader(), site.now());
            judge.checkClaims(site.reader());
            long heldTwice = site.tenures().values().stream()
                    .filter(tenure -> tenure.get("heldTwice").asBoolean())
                    .count();
            System.out.printf(
                    "History of %s, seed %d: %s; %d tenures, %d of them held twice, %d conflicts of clients%n",
                    kind,
                    seed,
                    judge,
                    site.tenures().size(),
                    heldTwice,
                    population.log().conflicts().size());
            assertThat(judge.wrong()).as("seed %d", seed).isEmpty();
            assertThat(judge.outOfBounds()).as("seed %d", seed).isEmpty();
            if (population.log().conflicts().isEmpty()) {
                assertThat(heldTwice).as("seed %d: held twice", seed).isZero();
            }
            return judge;
        }
    }

    private void misfortune(Site site, String server, Random random, Faults faults, String[] settings) {
        Duration time = Duration.ofSeconds(random.nextInt(60, 1200));
        FollowedServer line = Objects.requireNonNull(lines.get(server));
        switch (random.nextInt(9)) {
            case 0 -> {
                line.cut(site);
                pass(site, time);
                line.mend(site, false);
            }
            case 1 -> {
                faults.crash(server);
                line.cut(site);
                pass(site, time);
                faults.recover(server);
                line.mend(site, true);
            }
            case 2 -> {
                faults.partition(server);
                pass(site, time);
                line.cut(site);
                pass(site, time);
                faults.heal();
                pass(site, Duration.ofSeconds(30));
                line.mend(site, random.nextBoolean());
            }
            case 3 -> {
                faults.partition(server);
                pass(site, time);
                faults.heal();
            }
            case 4 -> {
                // kill -9 of the worker: what it had not committed comes again.
                line.replay(site);
            }
            case 5 -> {
                // kill -9 of lease-streams in the middle of a transaction; it comes back later from its changelogs.
                site.commit();
                pass(site, Duration.ofSeconds(random.nextInt(20, 300)));
                site.kill();
                pass(site, time);
                site.recover();
            }
            case 6 -> line.setClock(site.now(), random.nextLong(-300_000, 300_000));
            case 7 -> {
                for (int steps = random.nextInt(1, 5); steps > 0; steps--) {
                    line.setClockByLittle(site.now());
                    pass(site, Duration.ofSeconds(random.nextInt(30, 300)));
                }
            }
            default -> site.restart(settings);
        }
        pass(site, Duration.ofSeconds(random.nextInt(60, 900)));
    }

    /** Time passes for servers, clients and {@code lease-streams} alike. */
    private void pass(Site site, Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= STEP) {
            long step = Math.min(STEP, left);
            scheduler.runFor(Duration.ofSeconds(step));
            site.pass(step);
            lines.values().forEach(line -> line.report(site));
        }
    }
}
