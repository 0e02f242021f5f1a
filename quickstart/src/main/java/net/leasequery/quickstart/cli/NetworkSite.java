package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.quickstart.cluster.LocalService;
import net.leasequery.quickstart.cluster.SimulatorOptions;
import net.leasequery.quickstart.cluster.SimulatorProcess;
import net.leasequery.quickstart.cluster.TlsFiles;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.ProcessFailedException;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.quickstart.table.Row;
import net.leasequery.quickstart.table.RowKey;
import org.jspecify.annotations.Nullable;

/** Servers that share their leases, a connector with a task for each of them, and lease-streams behind it. */
final class NetworkSite implements AutoCloseable {
    private static final String PREFIX = "network";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** How long servers may disagree before the disagreement is a finding; leases last 16 seconds here. */
    static final Duration GRACE = Duration.ofSeconds(4);

    private final Installation installation;
    private final SharedServers servers;
    private final ConnectCluster cluster;
    private final SimulatorProcess simulator;
    private final LeaseStreamsProcess streams;
    private final @Nullable TlsFiles tls;
    private final Path holdings;
    private final boolean ipv6;

    NetworkSite(Installation installation, QuickstartSettings settings, SharedServers servers) throws IOException {
        WorkFolder work = WorkFolder.at(settings.files().folder());
        this.installation = installation;
        this.servers = servers;
        this.cluster = ConnectCluster.in(
                work,
                installation,
                settings.ports(),
                WorkerOptions.plain().withPluginZips(List.of(installation.connectorZip())));
        SimulatorOptions options = new SimulatorOptions(
                "simulator",
                servers.firstRange(settings.servers().ipv6()),
                0,
                settings.servers().seed(),
                servers.simulatorOptions(settings.servers().ipv6()));
        this.tls = settings.servers().tls() ? TlsFiles.make(work) : null;
        this.simulator = new SimulatorProcess(
                installation,
                work,
                FreePort.next(servers.names().size()),
                tls == null ? options : tls.secured(options));
        this.holdings = work.of("simulator").resolve("holdings.jsonl");
        this.ipv6 = settings.servers().ipv6();
        this.streams = new LeaseStreamsProcess(
                installation,
                work,
                cluster,
                "lease-streams",
                Map.of(
                        "topic.prefix",
                        PREFIX,
                        "features",
                        "merge,audit,history,lookup",
                        "groups",
                        "site",
                        "group.site.kind",
                        servers.kind(),
                        "group.site.members",
                        String.join(",", servers.names()),
                        "group.site.mclt.ms",
                        "3000",
                        "group.site.replication.grace.ms",
                        Long.toString(GRACE.toMillis())));
    }

    /** Starts everything and returns when lease-streams runs. */
    void start(Steps steps) throws IOException, InterruptedException {
        ClusterStart.start(
                steps,
                cluster,
                simulator,
                "DHCP servers",
                servers.addresses(simulator.port()) + (tls == null ? "" : ", TLS"));
        ConnectorExample connector = connector();
        cluster.worker().rest().submit(connector.name(), connector.configuration());
        steps.waitFor("bindings of the DHCP servers");
        awaitBindings();
        steps.done("connector", connector.value("tasks.max") + " tasks");
        steps.waitFor("lease-streams");
        streams.start();
        steps.done("streams", streams.health());
    }

    /** Configures a connector with a task for each server. */
    private ConnectorExample connector() throws IOException {
        String example = ipv6 ? "config-examples/quickstart-ipv6.json" : "config-examples/quickstart.json";
        ConnectorExample connector = ConnectorExample.read(
                        installation.home().resolve(example), Map.of("dhcp.port", Integer.toString(simulator.port())))
                .named(PREFIX)
                .with("dhcp.servers", servers.addresses(simulator.port()))
                .with("tasks.max", Integer.toString(servers.names().size()))
                .with("heartbeat.interval.ms", "1000")
                .with("topic.prefix", PREFIX)
                .with("topic.creation.bindings.include", PREFIX + "\\.bindings");
        if (ipv6) {
            // So that a server without its history is asked for everything, and what it no longer has is ended
            connector = connector
                    .with("bulk.query.types", SharedServers.linkQueries())
                    .with("sweep.bootstrap.servers", cluster.broker().bootstrapServers());
        }
        return tls == null ? connector : tls.secured(connector);
    }

    /** Waits for the first binding: only then is there a topic that lease-streams can read. */
    private void awaitBindings() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (KafkaTable bindings = table("bindings")) {
            while (bindings.poll(Duration.ofMillis(100)).isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new ProcessFailedException("The connector wrote no binding within " + LIMIT.toSeconds()
                            + " s. Its log is " + cluster.worker().process().log());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /**
     * Opens a topic of the network: {@code bindings}, {@code leases}, {@code audit}, {@code history}. To be closed by
     * the caller.
     */
    KafkaTable table(String suffix) {
        return new KafkaTable(
                cluster.broker().bootstrapServers(), cluster.registry().confluentApi(), PREFIX + "." + suffix);
    }

    /** The page that shows who had an address. */
    URI lookup() {
        return streams.health().resolve("/");
    }

    URI registry() {
        return cluster.registry().confluentApi();
    }

    String bootstrapServers() {
        return cluster.broker().bootstrapServers();
    }

    /** Processes that may be killed without losing data. */
    List<LocalService> mortals() {
        return List.of(cluster.worker(), cluster.broker(), streams);
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    /** Writes a file with all holdings of the clients, as they remember them. */
    Path holdings() throws IOException {
        simulator.control("holdings " + holdings);
        return holdings;
    }

    /** The lease table of a server, as the server itself has it. */
    Map<RowKey, Row> leasesOf(String server) throws IOException {
        Path file = holdings.resolveSibling(server + ".jsonl");
        simulator.control("table " + server + " " + file);
        return LeaseTables.ofSimulator(file);
    }

    @Override
    public void close() {
        streams.close();
        cluster.worker().close();
        simulator.close();
        cluster.close();
    }
}
