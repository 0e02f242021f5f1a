package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.Interruption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code bin/quickstart}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Runs a DHCP server, Kafka, a schema registry and a Connect worker with this connector,"
                + " and shows bindings as they arrive in Kafka.",
        description = {"", "Everything runs as separate processes on this machine, in one folder, until Ctrl-C.", ""},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the run ended normally; with --check: topic and server agree",
            "1:--check found differences, or nothing to compare",
            "2:the command line was wrong",
            "3:a process did not start or failed; its log is kept",
            "130:interrupted, or the reader of the output has ended"
        })
public final class QuickstartCommand implements Callable<Integer> {
    static final int AGREES = 0;
    static final int DIFFERS = 1;
    static final int FAILED = 3;
    static final int INTERRUPTED = 130;

    private static final Duration CHECK_DURATION = Duration.ofSeconds(15);
    private static final int RATE = 5;
    private static final int CHECK_RATE = 200;
    private static final int HIGHEST_RATE = 200_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int DEFAULT_COLUMNS = 80;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--ipv6", description = "DHCPv6 instead of DHCPv4.")
    private boolean ipv6;

    @Option(
            names = "--pair",
            description =
                    "Two failover partners, a connector for both, and lease-streams. The partners lose contact, lease"
                            + " one address twice, which is reported as a finding, and reconnect.")
    private boolean pair;

    @Option(
            names = "--group",
            paramLabel = "N",
            description = "The same with a group of N servers, 2 to 16, by draft-ietf-dhc-interserver-alt-00.")
    private @Nullable Integer group;

    @Option(
            names = "--kill",
            description = "With --pair or --group: kill or restart Connect worker, broker and lease-streams at moments"
                    + " that --seed decides, and crash a DHCP server after the partition.")
    private boolean kill;

    @Option(
            names = "--check",
            description = "Run for a limited time, compare the topic with the server's table key by key and field by"
                    + " field, and print the result.")
    private boolean check;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "Stop after this number of seconds. Default: never; 15 with --check.")
    private @Nullable Integer duration;

    @Option(names = "--rate", description = "Binding changes per second. Default: 5; 200 with --check.")
    private @Nullable Integer rate;

    @Option(names = "--seed", description = "Seed of the simulated clients and changes. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of Kafka on 127.0.0.1. Default for all ports: a free one.")
    private int kafkaPort;

    @Option(names = "--connect-port", paramLabel = "PORT", description = "Port of Connect's REST API.")
    private int connectPort;

    @Option(names = "--registry-port", paramLabel = "PORT", description = "Port of the schema registry.")
    private int registryPort;

    @Option(names = "--dhcp-port", paramLabel = "PORT", description = "Leasequery port of the DHCP server.")
    private int dhcpPort;

    @Option(
            names = "--tls",
            description =
                    "Secure the connection between DHCP server and connector with TLS. The certificates are created"
                            + " for this run.")
    private boolean tls;

    @Option(
            names = "--fault",
            paramLabel = "KIND",
            description =
                    "Inject a fault after a while, and show the events that report it. restart: the DHCP server goes"
                            + " down and comes back without its history.")
    private @Nullable String fault;

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "New or empty folder for all files of the processes. Default: a temporary one.")
    private @Nullable Path workDir;

    @Option(names = "--keep", description = "Keep that folder at the end, for example to read the logs.")
    private boolean keep;

    QuickstartCommand() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        CommandLine command = commandLine();
        System.exit(Interruption.guarding(() -> command.execute(arguments)));
    }

    /** Runs the command and returns its exit status. */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new QuickstartCommand()).setExecutionExceptionHandler((failure, line, result) -> {
            failure.printStackTrace(line.getErr());
            return FAILED;
        });
    }

    @Override
    public Integer call() throws IOException {
        Screen screen = new Screen(System.out, Boolean.getBoolean("leasequery.terminal"));
        QuickstartSettings settings = settings();
        return new Quickstart(Installation.fromSystemProperty(), settings, screen).run();
    }

    /** Checks the options before anything starts. */
    private QuickstartSettings settings() throws IOException {
        Integer seconds = duration;
        checkRange("--duration", seconds, 1, Integer.MAX_VALUE);
        checkRange("--rate", rate, 0, HIGHEST_RATE);
        checkRange("--group", group, 2, SharedServers.MOST);
        checkShared();
        checkPorts();
        if (fault != null && !FaultOnRequest.KINDS.contains(fault)) {
            throw wrong("--fault " + fault + " is not one of " + FaultOnRequest.KINDS);
        }
        return new QuickstartSettings(
                new QuickstartSettings.Servers(shared(), ipv6, changesPerSecond(), seed, orFree(dhcpPort), tls),
                new QuickstartSettings.Faults(fault, kill),
                new QuickstartSettings.Files(folder(), keep),
                new ClusterPorts(orFree(kafkaPort), orFree(registryPort), orFree(connectPort)),
                check,
                seconds != null ? Duration.ofSeconds(seconds) : check ? CHECK_DURATION : null,
                Integer.getInteger("leasequery.columns", DEFAULT_COLUMNS));
    }

    private int changesPerSecond() {
        return rate != null ? rate : check ? CHECK_RATE : RATE;
    }

    /**
     * Checks the options of several servers, where the clients decide what changes, and each server has its own port.
     */
    private void checkShared() {
        if (pair && group != null) {
            throw wrong("--pair and --group exclude each other");
        }
        if ((pair || group != null) && (fault != null || rate != null || dhcpPort != 0)) {
            throw wrong("--pair and --group cannot be combined with --fault, --rate or --dhcp-port");
        }
        if (kill && !pair && group == null) {
            throw wrong("--kill needs --pair or --group; bin/soak kills with one server");
        }
        if ((pair || group != null) && check && duration != null) {
            throw wrong("--pair --check and --group --check end by themselves; leave --duration out");
        }
    }

    private @Nullable SharedServers shared() {
        if (pair) {
            return SharedServers.pair();
        }
        return group == null ? null : SharedServers.group(group);
    }

    private void checkRange(String option, @Nullable Integer given, int lowest, int highest) {
        if (given != null && (given < lowest || given > highest)) {
            throw wrong(option + " " + given + " is not between " + lowest + " and " + highest);
        }
    }

    private void checkPorts() {
        Map<Integer, String> chosen = new HashMap<>();
        checkPort("--kafka-port", kafkaPort, chosen);
        checkPort("--connect-port", connectPort, chosen);
        checkPort("--registry-port", registryPort, chosen);
        checkPort("--dhcp-port", dhcpPort, chosen);
    }

    private void checkPort(String option, int port, Map<Integer, String> chosen) {
        checkRange(option, port, 0, HIGHEST_PORT);
        if (port == 0) {
            return;
        }
        String other = chosen.putIfAbsent(port, option);
        if (other != null) {
            throw wrong(option + " " + port + " is also that of " + other + "; choose two different ports");
        }
        if (!FreePort.isFree(port)) {
            throw wrong(option + " " + port + " is taken on 127.0.0.1 or needs root; choose another, or leave the"
                    + " option out for any free one");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static int orFree(int port) {
        return port == 0 ? FreePort.next() : port;
    }

    private Path folder() throws IOException {
        Path chosen = workDir;
        if (chosen == null) {
            return Files.createTempDirectory("leasequery-quickstart-");
        }
        if (Files.exists(chosen)) {
            try (Stream<Path> files = Files.list(chosen)) {
                if (files.findAny().isPresent()) {
                    throw wrong("--work-dir " + chosen + " is not empty; name a new or an empty folder");
                }
            } catch (NotDirectoryException file) {
                throw wrong("--work-dir " + chosen + " is a file; name a new or an empty folder");
            }
        }
        try {
            Files.createDirectories(chosen);
            Files.delete(Files.createTempFile(chosen, "writable", null));
            return chosen;
        } catch (IOException refused) {
            throw wrong(
                    "--work-dir " + chosen + " cannot be written to (" + refused + "); name a new or an empty folder");
        }
    }
}
