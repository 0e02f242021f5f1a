package net.leasequery.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.report.TableFile;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.site.SimulatedSite;
import net.leasequery.simulator.site.SiteSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs a {@link LeasequeryServer} until SIGTERM, Ctrl-C or {@code stop} on the control port. Then running queries are
 * ended with QueryTerminated and the table file is written. Standard output carries {@code CONTROL <port>} (if there
 * is a control port) and {@code LISTENING <port>}, in this order, as soon as each port is open.
 */
@Command(
        name = "simulator",
        subcommands = CertificatesCommand.class,
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "A DHCP server as a Leasequery requestor sees it (RFC 7724 and RFC 6926, or RFC 7653 and RFC 5460),"
                        + " with churn and faults.")
public final class SimulatorCommand implements Callable<Integer> {

    @Option(names = "--family", paramLabel = "FAMILY", description = "Protocol: ${COMPLETION-CANDIDATES}.")
    private Family family = Family.IPV4;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "TCP port to listen on; 0 takes any free one. Default: 67, or 547 for IPv6")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            showDefaultValue = Help.Visibility.NEVER,
            description = "Address to listen on. Default: the loopback address")
    private InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(names = "--profile", paramLabel = "KIND", description = "Kind of server: ${COMPLETION-CANDIDATES}.")
    private Profile profile = Profile.RFC;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write the lease table here at the end, as JSON lines.")
    private @Nullable Path table;

    @Option(
            names = "--query-log",
            paramLabel = "FILE",
            description = "Append every query received, as JSON lines; without --pair and --group.")
    private @Nullable Path queryLog;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description = "Accept commands on this loopback port; 0 takes any free one. Send help for a list.")
    private @Nullable Integer controlPort;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final ConnectionOptions connections = new ConnectionOptions();

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final SiteOptions site = new SiteOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Runs the program; exit status 0 after a stop, 2 for a wrong command line, 143 after SIGTERM. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "net/leasequery/simulator/cli/logback.xml");
        }
        CommandLine command = new CommandLine(new SimulatorCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            refuseOptionsWithoutEffect();
            return site.isWanted() ? runSite() : runServer();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage() + ": " + e.getCause());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void refuseOptionsWithoutEffect() {
        refuse(
                site.isWanted() ? List.of("--profile", "--table") : SiteOptions.ONLY_OF_SEVERAL_SERVERS,
                site.isWanted()
                        ? " is for one server, not for --pair or --group; the control port writes their tables"
                        : " needs --pair or --group");
        if (table != null) {
            try {
                TableFile.requireWritable(table);
            } catch (IOException e) {
                throw new IllegalArgumentException("--table: " + e.getMessage(), e);
            }
        }
    }

    private void refuse(List<String> options, String reason) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + reason);
            }
        }
    }

    private void warnIfEverybodyIsTurnedAway() {
        if (tls.turnsEverybodyAway() && profile == Profile.RFC) {
            spec.commandLine()
                    .getErr()
                    .println("Every requestor is turned away: give --tls-identity and --tls-authority, or --insecure.");
        }
    }

    private Integer runSite() throws InterruptedException {
        SimulatedSite running;
        try {
            SiteSettings settings = site.settings(
                    family,
                    network.rangesOr(SiteOptions.defaultRanges(family)),
                    network.longestLease(),
                    network.seed());
            running = new SimulatedSite(
                    settings,
                    (name, builder) -> describeMember(settings.servers().indexOf(name), builder));
        } catch (CompletionException e) {
            return cannotListen(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "simulator-end"));
        warnIfEverybodyIsTurnedAway();
        SiteCommands commands = new SiteCommands(running, stopRequested::countDown);
        PrintWriter out = spec.commandLine().getOut();
        try (ControlPort control =
                controlPort == null ? ControlPort.none() : ControlPort.open(controlPort, commands::execute)) {
            if (controlPort != null) {
                out.println("CONTROL " + control.port());
            }
            running.servers().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> out.println("LISTENING " + member.getKey() + " "
                            + member.getValue().port()));
            out.flush();
            stopRequested.await();
        }
        running.close();
        return CommandLine.ExitCode.OK;
    }

    private void describeMember(int offset, LeasequeryServerBuilder builder) {
        builder.port(port() == 0 ? 0 : port() + offset).bind(bind);
        builder.serverIdentifier("192.0.2." + (offset + 1));
        builder.serverDuid(Duid.ofHex("0002000011947365727665720" + Integer.toHexString(offset)));
        network.describeHistory(builder);
        connections.describe(builder);
        tls.describe(builder);
    }

    private Integer cannotListen(CompletionException e) {
        spec.commandLine()
                .getErr()
                .println("Cannot listen on " + bind.getHostAddress() + ":" + port() + ": " + e.getCause());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private Integer runServer() throws InterruptedException {
        LeasequeryServer server;
        try {
            server = start();
        } catch (CompletionException e) {
            return cannotListen(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "simulator-end"));
        PrintWriter out = spec.commandLine().getOut();
        warnIfEverybodyIsTurnedAway();
        try (ControlPort control = openControlPort(server)) {
            if (controlPort != null) {
                out.println("CONTROL " + control.port());
            }
            out.println("LISTENING " + server.port());
            out.flush();
            stopRequested.await();
        }
        end(server);
        return CommandLine.ExitCode.OK;
    }

    private int port() {
        return port == null ? family.port() : port;
    }

    private ControlPort openControlPort(LeasequeryServer server) {
        ControlCommands commands = new ControlCommands(server, stopRequested::countDown);
        return controlPort == null ? ControlPort.none() : ControlPort.open(controlPort, commands::execute);
    }

    private LeasequeryServer start() {
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .family(family)
                .port(port())
                .bind(bind)
                .profile(profile);
        if (profile == Profile.RFC) {
            builder.activeLeasequery();
        }
        if (queryLog != null) {
            builder.queryLog(queryLog);
        }
        network.describe(builder, family);
        connections.describe(builder);
        tls.describe(builder);
        return builder.start();
    }

    /** Ends the server and writes the table, once. */
    private void end(LeasequeryServer server) {
        if (ended.getAndSet(true)) {
            return;
        }
        server.close();
        if (table != null) {
            try {
                server.writeTable(table);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the table", e);
            }
        }
    }
}
