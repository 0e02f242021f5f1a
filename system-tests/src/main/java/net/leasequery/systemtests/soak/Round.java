package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;

/**
 * Schedules that run in parallel in one cluster, so that one crash of a worker or broker hits each of them in a
 * different situation. What happens to the cluster follows from the seed of the first schedule.
 */
final class Round {

    private final Installation installation;
    private final ConnectCluster cluster;
    private final Path scratch;
    private final List<Schedule> schedules;
    private final List<Timed<ClusterFault>> clusterFaults;

    Round(Installation installation, ConnectCluster cluster, Path scratch, List<Schedule> schedules, Duration length) {
        this.installation = installation;
        this.cluster = cluster;
        this.scratch = scratch;
        this.schedules = List.copyOf(schedules);
        this.clusterFaults = clusterFaults(new Random(~schedules.get(0).seed()), length);
    }

    /** Kills the worker once, and hits the broker or the worker once more in a random way. */
    private static List<Timed<ClusterFault>> clusterFaults(Random random, Duration length) {
        int half = (int) length.toMillis() / 2;
        ClusterFault[] kinds = ClusterFault.values();
        boolean workerFirst = random.nextBoolean();
        Timed<ClusterFault> kill = new Timed<>(
                Duration.ofMillis(random.nextInt(half) + (workerFirst ? 0 : half)), ClusterFault.WORKER_KILLED);
        Timed<ClusterFault> any = new Timed<>(
                Duration.ofMillis(random.nextInt(half) + (workerFirst ? half : 0)),
                kinds[random.nextInt(kinds.length)]);
        return Timed.inOrder(List.of(kill, any));
    }

    /** Runs all schedules to their end. */
    List<Outcome> run() throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(schedules.size());
        try {
            for (Schedule schedule : schedules) {
                trials.add(trial(schedule));
            }
            forEach(threads, trials, trial -> {
                trial.begin();
                return trial;
            });
            List<Future<Trial>> playing = submit(threads, trials, trial -> {
                trial.play();
                return trial;
            });
            playClusterFaults();
            results(playing);
            List<Outcome> outcomes = new ArrayList<>(forEach(threads, trials, trial -> trial.settle(scratch)));
            outcomes.add(new Outcome(Tally.ofClusterFaults(clusterFaults.size()), new RepeatCauses(), null));
            return outcomes;
        } finally {
            threads.shutdownNow();
            for (Trial trial : trials) {
                trial.close();
            }
            new Leftovers(cluster)
                    .remove(trials.stream()
                            .map(trial -> trial.followed().name())
                            .toList());
        }
    }

    /** The faults of the cluster as text, for the analysis of a failure. */
    String clusterFaults() {
        return clusterFaults.toString();
    }

    private Trial trial(Schedule schedule) throws IOException {
        Setting setting = schedule.setting();
        return new Trial(
                schedule,
                new FollowedServer(
                        installation,
                        cluster,
                        "soak-%s-%d".formatted(setting.network().word(), schedule.seed()),
                        setting.startServer(),
                        setting.connectorConfiguration(cluster.broker().bootstrapServers())));
    }

    private void playClusterFaults() throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Timed<ClusterFault> next : clusterFaults) {
            long left = next.at().toNanos() - (System.nanoTime() - start);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
            next.what().inflict(cluster);
        }
    }

    /** A step of a trial. */
    private interface Action<T> {
        T on(Trial trial) throws Exception;
    }

    private static <T> List<T> forEach(ExecutorService threads, List<Trial> trials, Action<T> action)
            throws InterruptedException {
        return results(submit(threads, trials, action));
    }

    private static <T> List<Future<T>> submit(ExecutorService threads, List<Trial> trials, Action<T> action) {
        return trials.stream()
                .map(trial -> threads.submit((Callable<T>) () -> action.on(trial)))
                .toList();
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("A schedule could not be run to its end", failed.getCause());
            }
        }
        return results;
    }
}
