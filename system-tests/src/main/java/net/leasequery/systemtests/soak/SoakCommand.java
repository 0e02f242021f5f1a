package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import net.leasequery.quickstart.cli.QuickstartCommand;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.Interruption;
import net.leasequery.simulator.lease.Family;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bin/soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Injects random failures of servers, connections, connectors, worker and broker, and then compares"
                + " the topics with the servers' tables.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no binding was lost or wrong",
            "1:bindings were lost or wrong",
            "2:the command line was wrong",
            "3:a process did not start or failed; its log is kept",
            "130:interrupted"
        })
public final class SoakCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final int FAILED = 3;
    private static final int INTERRUPTED = 130;

    private static final SoakSettings USUAL = SoakSettings.of(Family.IPV4, 0, 25);

    @Option(names = "--ipv6", description = "DHCPv6 instead of DHCPv4.")
    private boolean ipv6;

    @Option(
            names = "--pair",
            description = "A failover pair and lease-streams instead of single servers: each schedule cuts the partners"
                    + " from each other, crashes one, and kills or restarts worker, broker and lease-streams; bindings"
                    + " are compared with each server's table, leases and history with what clients hold, findings"
                    + " with the injected faults.")
    private boolean pair;

    @Option(names = "--group", paramLabel = "N", description = "The same with a group of N servers.")
    private @Nullable Integer group;

    @Option(names = "--schedules", paramLabel = "N", description = "Number of schedules. Default: ${DEFAULT-VALUE}.")
    private int schedules = USUAL.schedules();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the first schedule; the others count up. Default: random; it is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Schedules that run at the same time. Default: ${DEFAULT-VALUE}.")
    private int parallel = USUAL.parallel();

    @Option(names = "--faults", paramLabel = "N", description = "Faults per schedule. Default: ${DEFAULT-VALUE}.")
    private int faults = USUAL.faults();

    @Option(
            names = "--length",
            paramLabel = "SECONDS",
            description = "Time within which all faults begin. Default: ${DEFAULT-VALUE}.")
    private long length = USUAL.length().toSeconds();

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "Folder for all files of the processes. Default: a temporary one, which is deleted if no"
                    + " binding was lost or wrong.")
    private @Nullable Path workDir;

    SoakCommand() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        CommandLine command = commandLine();
        System.exit(Interruption.guarding(() -> command.execute(arguments)));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SoakCommand()).setExecutionExceptionHandler((failure, line, result) -> {
            failure.printStackTrace(line.getErr());
            return FAILED;
        });
    }

    @Override
    public Integer call() throws IOException {
        Path folder = workDir != null ? workDir : Files.createTempDirectory("leasequery-soak-");
        try {
            boolean clean = (pair || group != null)
                    ? networksAreClean(folder)
                    : soaked(folder).isClean();
            if (clean && workDir == null) {
                FolderTree.delete(folder);
            } else {
                System.out.println("Files in " + folder);
            }
            return clean ? CLEAN : FOUND;
        } catch (InterruptedException interrupted) {
            System.out.println("Interrupted.");
            return INTERRUPTED;
        }
    }

    private boolean networksAreClean(Path folder) throws IOException, InterruptedException {
        List<String> servers =
                new ArrayList<>(group == null ? List.of("--pair") : List.of("--group", Integer.toString(group)));
        if (ipv6) {
            servers.add("--ipv6");
        }
        NetworkSoak soak = new NetworkSoak(QuickstartCommand::execute, System.out::println);
        return soak.run(servers, folder, firstSeed(), schedules) == 0;
    }

    private Tally soaked(Path folder) throws IOException, InterruptedException {
        Installation installation = Installation.fromSystemProperty();
        WorkFolder work = WorkFolder.at(folder);
        WorkerOptions options = WorkerOptions.plain().withPluginZips(List.of(installation.connectorZip()));
        try (ConnectCluster cluster = ConnectCluster.in(work, installation, ClusterPorts.free(), options)) {
            cluster.start();
            return new Soak(installation, cluster, work.of("tables"), System.out::println).run(settings());
        }
    }

    private SoakSettings settings() {
        return new SoakSettings(
                ipv6 ? Family.IPV6 : Family.IPV4, firstSeed(), schedules, parallel, faults, Duration.ofSeconds(length));
    }

    private long firstSeed() {
        return seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000);
    }
}
