package net.leasequery.systemtests.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.Interruption;
import net.leasequery.systemtests.path.Variant.Converter;
import net.leasequery.systemtests.path.Variant.Trait;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bin/bench snapshots}. */
@Command(
        name = "bench snapshots",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Times a DHCPv4 snapshot of 10,000 bindings, and of ten times as many each time, in a worker with a heap"
                        + " of 256 MB, and prints a table: the time per binding should not depend on their number.")
public final class SnapshotsCommand implements Callable<Integer> {

    private static final int FEWEST = 10_000;
    private static final int WARM_UP = 100_000;
    private static final String HEAP = "-Xmx256m";

    /** Several times what a binding takes, so that a slow machine ends, too. */
    private static final long MOST_MICROS_PER_BINDING = 1_000;

    @Option(
            names = "--to",
            paramLabel = "N",
            description =
                    "Most bindings of a snapshot. With 10,000,000, set LEASEQUERY_BENCH_HEAP=8g, for the simulated"
                            + " server. Default: ${DEFAULT-VALUE}.")
    private int most = 1_000_000;

    SnapshotsCommand() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(Interruption.guarding(() -> new CommandLine(new SnapshotsCommand()).execute(arguments)));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        Path folder = Files.createTempDirectory("leasequery-snapshots-");
        System.err.println("Files in " + folder + "; they stay if this fails");
        Installation installation = Installation.fromSystemProperty();
        WorkerOptions options = WorkerOptions.plain()
                .withPluginZips(List.of(installation.connectorZip()))
                .withJvmOptions(List.of(PathCommand.BOTH_COMPILERS, HEAP));
        try (ConnectCluster cluster =
                ConnectCluster.in(WorkFolder.at(folder), installation, ClusterPorts.free(), options)) {
            cluster.start();
            Worker worker = new Worker(cluster.worker(), cluster.registry(), false);
            Measured unused = snapshot("warm-up", worker, Math.min(WARM_UP, most));
            System.out.print(table(worker, FEWEST, most));
        }
        FolderTree.delete(folder);
        return 0;
    }

    /** Takes snapshots of {@code fewest} bindings, of ten times as many, and so on. */
    static String table(Worker worker, int fewest, int most)
            throws IOException, InterruptedException, TimeoutException {
        StringBuilder table = new StringBuilder("""
                | bindings | records a second | µs for each | µs of the worker's processor for each |
                | --- | --- | --- | --- |
                """);
        for (long bindings = fewest; bindings <= most; bindings *= 10) {
            Measured measured = snapshot("snapshot-" + bindings, worker, Math.toIntExact(bindings));
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.1f | %.1f |%n",
                    bindings,
                    measured.recordsPerSecond(),
                    TimeUnit.SECONDS.toMicros(1) / measured.recordsPerSecond(),
                    measured.cpuMicros()));
        }
        return table.toString();
    }

    private static Measured snapshot(String name, Worker worker, int bindings)
            throws IOException, InterruptedException, TimeoutException {
        Variant variant = new Variant("snapshot", Set.of(Trait.LARGE_BATCHES), Converter.JSON);
        Duration limit = Duration.ofMinutes(1).plus(Duration.ofMillis(bindings * MOST_MICROS_PER_BINDING / 1_000));
        try (Scene scene = new Scene(name, variant, worker, bindings, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            return arrivals.await(bindings, worker, limit);
        }
    }
}
