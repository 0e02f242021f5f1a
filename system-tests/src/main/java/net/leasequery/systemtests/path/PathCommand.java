package net.leasequery.systemtests.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.Interruption;
import net.leasequery.systemtests.path.replay.ReplayTask;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code bin/bench path}. */
@Command(
        name = "bench path",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Times the whole path from a simulated server to a consumer, next to a connector that hands over ready"
                        + " records, and prints a table.")
public final class PathCommand implements Callable<Integer> {

    /** A ready record takes some 1.3 kB of the worker's heap. */
    private static final int MOST_KEPT = 20_000;

    /**
     * Both compilers, as in a user's workers and brokers; those of the quickstart run without the optimizing one because
     * they start sooner.
     */
    static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only what contains this text in its name, and what that is compared with.")
    private String name = "";

    @Option(names = "--bindings", paramLabel = "N", description = "Bindings per run. Default: ${DEFAULT-VALUE}.")
    private int bindings = 100_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--live",
            paramLabel = "SECONDS",
            description = "How long changes are sent where they are live, each time. Default: ${DEFAULT-VALUE}.")
    private long live = 10;

    PathCommand() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(Interruption.guarding(() -> new CommandLine(new PathCommand()).execute(arguments)));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (Variants.names().stream().noneMatch(each -> each.contains(name))) {
            throw new ParameterException(
                    command.commandLine(), "Nothing is named \"" + name + "\". There are " + Variants.names());
        }
        Path folder = Files.createTempDirectory("leasequery-path-");
        System.err.println("Files in " + folder + "; they stay if this fails");
        Installation installation = Installation.fromSystemProperty();
        WorkFolder work = WorkFolder.at(folder);
        int kept = Math.min(bindings, MOST_KEPT);
        WorkerOptions options = WorkerOptions.plain()
                .withPluginZips(List.of(installation.connectorZip()))
                .withJvmOptions(List.of(
                        BOTH_COMPILERS, "-D" + ReplayTask.KEPT + "=" + kept, "-D" + ReplayTask.TOTAL + "=" + bindings));
        ReplayPlugin.write(work.of(options.name()).resolve("plugins"), installation.connectorZip());
        try (ConnectCluster cluster =
                        ConnectCluster.in(work, installation, ClusterPorts.free(), options, List.of(BOTH_COMPILERS));
                ConnectWorker exact = exactlyOnce(installation, work, cluster)) {
            cluster.start();
            exact.launch();
            exact.awaitReady();
            measure(
                    new Worker(cluster.worker(), cluster.registry(), false),
                    new Worker(exact, cluster.registry(), true));
        }
        FolderTree.delete(folder);
        return 0;
    }

    private static ConnectWorker exactlyOnce(Installation installation, WorkFolder work, ConnectCluster cluster) {
        WorkerOptions options = WorkerOptions.plain()
                .withName("exact")
                .withGroup("exact")
                .withExactlyOnce(true)
                .withPluginZips(List.of(installation.connectorZip()))
                .withJvmOptions(List.of(BOTH_COMPILERS));
        return new ConnectWorker(
                installation, work, cluster.broker().bootstrapServers(), cluster.registry(), FreePort.next(), options);
    }

    private void measure(Worker plain, Worker exact) throws IOException, InterruptedException, TimeoutException {
        PathBench bench = new PathBench(plain, exact, bindings, true, name, Duration.ofSeconds(live));
        bench.warmUp();
        for (int round = 0; round < rounds; round++) {
            bench.round();
            System.err.println("round " + (round + 1) + " of " + rounds + " is done");
        }
        System.out.print(bench.table());
    }
}
