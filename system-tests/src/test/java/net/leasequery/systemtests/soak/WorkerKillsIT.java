package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * kill -9 of the worker at random moments of catch-up, live stream, snapshot and gap filling: fifty of DHCPv4, and
 * a third as many of DHCPv6. {@code bin/soak} kills it for hours.
 *
 * <p>Four servers are followed at once, each made so that its connector is in another of these phases for
 * some time after a start; so one kill is a moment in each. The kill comes at a random time within
 * {@link #WITHIN} of the moment when all four were asked their first query. As long as a phase was met too
 * seldom, every other kill is aimed at it, and each one once there were enough in total: it comes within
 * {@link #AIMED} of an event that tells that the phase has begun. What the events topic said last since the
 * start tells the phase that a kill met.
 *
 * <p>What is repeated afterwards is what the server was asked for again: the changes since the stored
 * position less the overlap, or once more a whole snapshot or gap. It has the {@code eventId} of the first
 * time. A live record repeats an earlier one only if the server said the same twice, which it does when a
 * lease is renewed twice in one second.
 */
@ExtendWith(ConnectClusterExtension.class)
class WorkerKillsIT {
    /** A guard against a test without end, not a measure. */
    private static final int MOST_KILLS = 50;

    private static final Duration WITHIN = Duration.ofSeconds(6);

    /** So soon that the phase is not over yet. */
    private static final Duration AIMED = Duration.ofMillis(400);

    /** A phase that has not begun so long after a start was missed: it was over before its event was read. */
    private static final Duration LONGEST_AIM = Duration.ofSeconds(20);

    private static final int CHANGES_PER_SECOND = 60;
    private static final Duration RESTART = Duration.ofMinutes(3);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    private static final long SEED =
            Long.getLong("leasequery.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    private final Random random = new Random(SEED);
    private final Map<Phase, Integer> moments = new EnumMap<>(Phase.class);
    private final Map<FollowedServer, Integer> queries = new HashMap<>();
    private int kills;

    @ParameterizedTest
    @CsvSource({"IPV4, 50, 8", "IPV6, 16, 3"})
    @SuppressWarnings("try")
    void noBindingIsLostWhenTheWorkerIsKilledAtRandomMoments(
            Family family, int enough, int enoughInEachPhase, ConnectCluster cluster, WorkFolder work)
            throws Exception {
        List<FollowedServer> servers = new ArrayList<>();
        // What cannot be removed must not hide why the test has failed.
        try (AutoCloseable unused = () -> remove(cluster, servers)) {
            servers.add(followed(cluster, "killed-in-catch-up", Network.of(family, 1_024), "initial"));
            servers.add(followed(cluster, "killed-live", Network.of(family, 512), "initial"));
            servers.add(followed(cluster, "killed-in-snapshot", Network.of(family, 1_024), "always"));
            servers.add(followed(cluster, "killed-in-gap", Network.of(family, 1_024), "initial"));
            for (FollowedServer server : servers) {
                server.submit();
            }
            for (FollowedServer server : servers) {
                server.awaitCaughtUp(CATCH_UP);
            }
            for (FollowedServer server : servers) {
                server.server().churn().rate(CHANGES_PER_SECOND);
            }
            slowDown(servers.get(0), 6);
            slowDown(servers.get(2), 6);
            slowDown(servers.get(3), 6);

            while (!isEnough(enough, enoughInEachPhase) && kills < MOST_KILLS) {
                Map<FollowedServer, Integer> reported = eventsOf(servers);
                if (kills > 0) {
                    restart(cluster, servers);
                }
                boolean aimed = kills % 2 != 0 || met() >= enough;
                Phase rare = aimed ? tooSeldom(enoughInEachPhase) : null;
                if (rare == null) {
                    awaitQueries(servers);
                    sleepUpTo(WITHIN);
                } else {
                    awaitPhase(rare, reported);
                    sleepUpTo(AIMED);
                }
                kill(cluster, reported);
            }
            restart(cluster, servers);
            awaitQueries(servers);

            report(family, servers);
            assertThat(isEnough(enough, enoughInEachPhase))
                    .as("after %d kills: %s", kills, moments)
                    .isTrue();
            for (FollowedServer server : servers) {
                server.calmDown();
                server.awaitCaughtUp(CATCH_UP);
                Verdict verdict = server.verdict(work.root());
                assertThat(verdict.differences())
                        .as("%s, seed %d", server.name(), SEED)
                        .isEmpty();
                assertThat(verdict.bindings()).isPositive();
            }
        }
    }

    private static void remove(ConnectCluster cluster, List<FollowedServer> servers)
            throws IOException, InterruptedException {
        for (FollowedServer server : servers) {
            server.close();
        }
        new Leftovers(cluster).remove(servers.stream().map(FollowedServer::name).toList());
    }

    /** Number of events of each server that are in Kafka by now. */
    private static Map<FollowedServer, Integer> eventsOf(List<FollowedServer> servers) throws InterruptedException {
        Map<FollowedServer, Integer> reported = new LinkedHashMap<>();
        for (FollowedServer server : servers) {
            reported.put(server, server.events().lines().size());
        }
        return reported;
    }

    private void restart(ConnectCluster cluster, List<FollowedServer> servers) throws Exception {
        servers.get(3).server().forgetHistory();
        queries.clear();
        for (FollowedServer server : servers) {
            queries.put(server, server.server().queries().size());
        }
        cluster.worker().start();
    }

    private void awaitQueries(List<FollowedServer> servers) throws InterruptedException, TimeoutException {
        for (FollowedServer server : servers) {
            server.awaitQueryAfter(queries.getOrDefault(server, 0), RESTART);
        }
    }

    /** Waits until a server is in this phase, as told by an event after the first {@code reported} ones. */
    private static void awaitPhase(Phase phase, Map<FollowedServer, Integer> reported) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_AIM.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (Map.Entry<FollowedServer, Integer> each : reported.entrySet()) {
                Events events = each.getKey().events();
                if (events.lines().size() > each.getValue() && events.phase() == phase) {
                    return;
                }
            }
        }
    }

    private void sleepUpTo(Duration longest) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt((int) longest.toMillis()));
    }

    /** Kills the worker, and counts the phases of the servers that have told of one since the start. */
    private void kill(ConnectCluster cluster, Map<FollowedServer, Integer> reported) throws InterruptedException {
        cluster.worker().kill();
        kills++;
        for (Map.Entry<FollowedServer, Integer> each : reported.entrySet()) {
            Events events = each.getKey().events();
            if (events.lines().size() > each.getValue()) {
                moments.merge(events.phase(), 1, Integer::sum);
            }
        }
    }

    private @Nullable Phase tooSeldom(int enoughInEachPhase) {
        for (Phase phase : Phase.values()) {
            if (moments.getOrDefault(phase, 0) < enoughInEachPhase) {
                return phase;
            }
        }
        return null;
    }

    private boolean isEnough(int all, int inEachPhase) {
        return met() >= all && tooSeldom(inEachPhase) == null;
    }

    private int met() {
        return moments.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A slow server is in catch-up, snapshot or gap for as long as it takes to write what it has to say. */
    private static void slowDown(FollowedServer server, int millisPerMessage) {
        server.server().inject(new Fault.SlowWrites(Duration.ofMillis(millisPerMessage)));
    }

    private FollowedServer followed(ConnectCluster cluster, String name, Network network, String snapshotMode)
            throws Exception {
        LeasequeryServer server = network.server()
                .initialLeases(initialLeases(network.family()))
                .churn(ChurnSettings.DEFAULT.withSeed(random.nextLong()))
                .idleTimeout(Duration.ofMillis(400))
                .start();
        return new FollowedServer(
                Installation.fromSystemProperty(),
                cluster,
                name + "-" + network.word(),
                server,
                Map.of(
                        "bulk.query.types",
                        network.bulkQueries(),
                        "snapshot.mode",
                        snapshotMode,
                        "heartbeat.interval.ms",
                        "500",
                        "reconnect.backoff.ms",
                        "100"));
    }

    /** Of IPv6 a bulk answer has no more than these, several in a message, and shall take as long. */
    private static int initialLeases(Family family) {
        return switch (family) {
            case IPV4 -> 100;
            case IPV6 -> 400;
        };
    }

    private void report(Family family, List<FollowedServer> servers) throws InterruptedException {
        System.out.printf("%s, seed %d: %d kills, moments %s%n", Network.word(family), SEED, kills, moments);
        System.out.printf("%-24s %9s %9s %9s %9s %9s%n", "", "records", "SNAPSHOT", "CATCH_UP", "GAP_FILL", "LIVE");
        for (FollowedServer server : servers) {
            RecordCounts counts = server.counts();
            System.out.printf(
                    "%-24s %,9d %,9d %,9d %,9d %,9d  repeated%n",
                    server.name(),
                    counts.records(),
                    counts.repeats(RecordCounts.Origin.SNAPSHOT),
                    counts.repeats(RecordCounts.Origin.CATCH_UP),
                    counts.repeats(RecordCounts.Origin.GAP_FILL),
                    counts.repeats(RecordCounts.Origin.LIVE));
        }
    }
}
