package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ClusterPorts;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.process.FreePort;
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
        description = {
            "",
            "Everything runs on this machine as processes of its own, under one folder, and ends with Ctrl-C.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the run ended as asked; with --check: topic and server agree",
            "1:--check found differences, or nothing to compare",
            "2:the command line was wrong",
            "3:something did not start or broke; its log is kept",
            "130:interrupted"
        })
public final class QuickstartCommand implements Callable<Integer> {
    static final int AGREES = 0;
    static final int DIFFERS = 1;
    static final int FAILED = 3;
    static final int INTERRUPTED = 130;

    private static final Duration CHECK_DURATION = Duration.ofSeconds(15);
    private static final int RATE = 5;
    private static final int CHECK_RATE = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--ipv6", description = "DHCPv6 instead of DHCPv4.")
    private boolean ipv6;

    @Option(
            names = "--check",
            description = "Run for a bounded time, compare the topic with the server's own table key by key and"
                    + " field by field, print the verdict.")
    private boolean check;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "End after so many seconds of changes. Default: never; 15 with --check.")
    private @Nullable Integer duration;

    @Option(names = "--rate", description = "Binding changes per second. Default: 5; 200 with --check.")
    private @Nullable Integer rate;

    @Option(names = "--seed", description = "Seed of clients and changes. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Default: any free port, as for the others.")
    private int kafkaPort;

    @Option(names = "--connect-port", paramLabel = "PORT", description = "Connect's REST API.")
    private int connectPort;

    @Option(names = "--registry-port", paramLabel = "PORT", description = "Schema registry.")
    private int registryPort;

    @Option(names = "--dhcp-port", paramLabel = "PORT", description = "Leasequery port of the DHCP server.")
    private int dhcpPort;

    @Option(
            names = "--tls",
            description =
                    "Secure the way from the DHCP server to the connector by TLS, with certificates of an authority"
                            + " that is made for this run.")
    private boolean tls;

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "New or empty folder for everything that the processes write. Default: a temporary one.")
    private @Nullable Path workDir;

    @Option(names = "--keep", description = "Leave that folder in place at the end, for a look at the logs.")
    private boolean keep;

    QuickstartCommand() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        CommandLine command = commandLine();
        System.exit(Interruption.guarding(() -> command.execute(arguments)));
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

    private QuickstartSettings settings() throws IOException {
        Integer seconds = duration;
        return new QuickstartSettings(
                ipv6,
                check,
                seconds != null ? Duration.ofSeconds(seconds) : check ? CHECK_DURATION : null,
                rate != null ? rate : check ? CHECK_RATE : RATE,
                seed,
                new ClusterPorts(orFree(kafkaPort), orFree(registryPort), orFree(connectPort)),
                orFree(dhcpPort),
                tls,
                folder(),
                keep);
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
                    throw new ParameterException(
                            spec.commandLine(),
                            "--work-dir " + chosen + " is not empty; name a new or an empty folder");
                }
            }
        }
        return Files.createDirectories(chosen);
    }
}
