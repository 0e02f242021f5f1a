package net.leasequery.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.server.WaitingOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.SecureMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs a {@link LeasequeryServer} until SIGTERM, Ctrl-C or {@code stop} on the control port. Then running
 * queries are told QueryTerminated and the table file is written. Standard output carries {@code CONTROL
 * <port>} (if there is one) and {@code LISTENING <port>}, in this order and as soon as they are true.
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

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on.")
    private InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(
            names = "--range",
            paramLabel = "[VPN=]RANGE",
            description = "Configured addresses, 10.0.0.0/16 or 10.0.0.10-10.0.0.99; for IPv6 2001:db8:0:1::/112,"
                    + " ta:2001:db8:0:1:7::/112 (temporary addresses) or 2001:db8:8000::/36/52 (prefixes of length"
                    + " 52), perhaps with @LINK. May be repeated. Default: 10.0.0.0/16, or the first and the last of"
                    + " these for IPv6")
    private List<String> ranges = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Changes per second, 0 to 50000.")
    private double rate = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is left to chance.")
    private long seed = 1;

    @Option(
            names = "--lease-time",
            paramLabel = "SECONDS",
            converter = LeaseTimes.Converter.class,
            description = "Lease time, or shortest and longest as 60-3600.")
    private LeaseTimes leaseTimes = new LeaseTimes(Duration.ofMinutes(1), Duration.ofHours(1));

    @Option(names = "--initial-leases", paramLabel = "N", description = "Leases that exist at the start.")
    private int initialLeases;

    @Option(names = "--history", paramLabel = "N", description = "Changes that are remembered for catch-up.")
    private int history = 1_000_000;

    @Option(names = "--history-age", paramLabel = "SECONDS", description = "How long changes are remembered.")
    private long historyAge = 86_400;

    @Option(
            names = "--idle-timeout",
            paramLabel = "MILLIS",
            description = "ACTIVE_LQ_IDLE_TIMEOUT: silence after which ConnectionActive is sent.")
    private long idleTimeout = 60_000;

    @Option(
            names = "--send-timeout",
            paramLabel = "MILLIS",
            description = "ACTIVE_LQ_SEND_TIMEOUT: how long a connection may stay blocked.")
    private long sendTimeout = 120_000;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "BULK_LQ_MAX_CONNS: connections served at a time.")
    private int maxConnections = 10;

    @Option(
            names = "--waiting-order",
            paramLabel = "ORDER",
            description = "Order of changes that had to wait for a blocked connection: ${COMPLETION-CANDIDATES}.")
    private WaitingOrder waitingOrder = WaitingOrder.OLDEST_CHANGE_FIRST;

    @Option(names = "--profile", paramLabel = "KIND", description = "Kind of server: ${COMPLETION-CANDIDATES}.")
    private Profile profile = Profile.RFC;

    @Option(
            names = "--insecure",
            description =
                    "Serve requestors that do not use TLS. Without it they are turned away (RFC 7724 section 8.1).")
    private boolean insecure;

    @Option(
            names = "--tls-identity",
            paramLabel = "FILE",
            description = "Secure connections by TLS. A PEM file with the server's private key and certificates."
                    + " Requestors have to show a certificate.")
    private @Nullable Path tlsIdentity;

    @Option(
            names = "--tls-authority",
            paramLabel = "FILE",
            description = "PEM file with the certificate of the authority that vouches for requestors.")
    private @Nullable Path tlsAuthority;

    @Option(
            names = "--tls-allow",
            paramLabel = "NAME",
            description = "Common name of a requestor that is let in; may be repeated. Default: all whom the authority"
                    + " vouches for.")
    private Set<String> tlsAllowed = Set.of();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write the lease table here at the end, as JSON lines.")
    private @Nullable Path table;

    @Option(names = "--query-log", paramLabel = "FILE", description = "Append every query received, as JSON lines.")
    private @Nullable Path queryLog;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description = "Take commands on this loopback port; 0 takes any free one. Say help there.")
    private @Nullable Integer controlPort;

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
        LeasequeryServer server;
        try {
            server = start();
        } catch (CompletionException e) {
            spec.commandLine()
                    .getErr()
                    .println("Cannot listen on " + bind.getHostAddress() + ":" + port() + ": " + e.getCause());
            return CommandLine.ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "simulator-end"));
        PrintWriter out = spec.commandLine().getOut();
        if (!insecure && tlsIdentity == null && profile == Profile.RFC) {
            spec.commandLine()
                    .getErr()
                    .println("Every requestor is turned away: give --tls-identity and --tls-authority, or --insecure.");
        }
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
                .profile(profile)
                .churn(ChurnSettings.DEFAULT.withSeed(seed).withLeaseTimes(leaseTimes.shortest(), leaseTimes.longest()))
                .churnRate(rate)
                .initialLeases(initialLeases)
                .history(history, Duration.ofSeconds(historyAge))
                .idleTimeout(Duration.ofMillis(idleTimeout))
                .sendTimeout(Duration.ofMillis(sendTimeout))
                .maxConnections(maxConnections)
                .waitingOrder(waitingOrder);
        if (profile == Profile.RFC) {
            builder.activeLeasequery();
        }
        if (insecure) {
            builder.insecure();
        }
        SecureMode secureMode = secureMode();
        if (secureMode != null) {
            builder.secure(secureMode);
        }
        if (queryLog != null) {
            builder.queryLog(queryLog);
        }
        try {
            for (String range : ranges.isEmpty() ? family.defaultRanges() : ranges) {
                int equals = range.indexOf('=');
                VirtualSubnet vpn = equals < 0 ? VirtualSubnet.GLOBAL : VirtualSubnet.named(range.substring(0, equals));
                builder.range(vpn, range.substring(equals + 1));
            }
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable SecureMode secureMode() {
        if (tlsIdentity == null && tlsAuthority == null) {
            return null;
        }
        if (tlsIdentity == null || tlsAuthority == null || insecure) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--tls-identity and --tls-authority go together, and without --insecure");
        }
        try {
            return SecureMode.of(
                    Identity.read(tlsIdentity, tlsIdentity),
                    Identity.readChain(tlsAuthority).get(0),
                    tlsAllowed,
                    SecureMode.PROTOCOLS);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "No TLS: " + e.getMessage(), e);
        }
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
