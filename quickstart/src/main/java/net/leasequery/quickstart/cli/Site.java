package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.SimulatorOptions;
import net.leasequery.quickstart.cluster.SimulatorProcess;
import net.leasequery.quickstart.cluster.TlsFiles;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.ProcessFailedException;
import net.leasequery.quickstart.table.KafkaTable;
import org.jspecify.annotations.Nullable;

/** All processes of the quickstart and the connector between them, started step by step. */
final class Site implements AutoCloseable {
    private static final long CONNECTED_WITHIN_SECONDS = 60;

    /** Leases that exist before the first change, as in any real network. */
    private static final int INITIAL_LEASES = 200;

    private final Installation installation;
    private final ConnectCluster cluster;
    private final SimulatorProcess simulator;
    private final @Nullable TlsFiles tls;
    private final int rate;
    private final String example;

    Site(Installation installation, QuickstartSettings settings) throws IOException {
        WorkFolder work = WorkFolder.at(settings.files().folder());
        WorkerOptions options = WorkerOptions.plain().withPluginZips(List.of(installation.connectorZip()));
        this.installation = installation;
        this.rate = settings.servers().rate();
        this.cluster = ConnectCluster.in(work, installation, settings.ports(), options);
        SimulatorOptions server = (settings.servers().ipv6() ? SimulatorOptions.quietIpv6() : inUse())
                .withSeed(settings.servers().seed());
        this.tls = settings.servers().tls() ? TlsFiles.make(work) : null;
        this.simulator = new SimulatorProcess(
                installation, work, settings.servers().port(), tls == null ? server : tls.secured(server));
        this.example =
                settings.servers().ipv6() ? "config-examples/quickstart-ipv6.json" : "config-examples/quickstart.json";
    }

    /**
     * Options with leases from before the start. Not for DHCPv6: its example configures no bulk queries, and the
     * server does not report the past by Active Leasequery.
     */
    private static SimulatorOptions inUse() {
        return SimulatorOptions.quiet().with("--initial-leases", Integer.toString(INITIAL_LEASES));
    }

    /** Starts everything, submits the connector, and starts the changes once the connector has queried them. */
    void start(Steps steps) throws IOException, InterruptedException {
        ClusterStart.start(
                steps,
                cluster,
                simulator,
                "DHCP server",
                "127.0.0.1:" + simulator.port() + (tls == null ? "" : ", TLS"));

        ConnectorExample connector = example();
        cluster.worker().rest().submit(connector.name(), connector.configuration());
        steps.waitFor("connector to query the DHCP server");
        awaitQuery(connector.name());
        steps.done("connector", connector.value("dhcp.servers"));
        simulator.rate(rate);
    }

    /** What a user can do now, with commands that work unchanged. */
    NextSteps nextSteps() throws IOException {
        ConnectorExample connector = example();
        return new NextSteps(
                cluster.broker().bootstrapServers(),
                cluster.registry().confluentApi(),
                cluster.worker().address(),
                connector.name(),
                connector.value("topic.prefix"));
    }

    /** Opens a topic of the connector, {@code bindings} or {@code events}. To be closed by the caller. */
    KafkaTable table(String topic) throws IOException {
        return new KafkaTable(
                cluster.broker().bootstrapServers(),
                cluster.registry().confluentApi(),
                example().value("topic.prefix") + "." + topic);
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    @Override
    public void close() {
        cluster.worker().close();
        simulator.close();
        cluster.close();
    }

    private ConnectorExample example() throws IOException {
        ConnectorExample read = ConnectorExample.read(
                installation.home().resolve(example), Map.of("dhcp.port", Integer.toString(simulator.port())));
        return tls == null ? read : tls.secured(read);
    }

    private void awaitQuery(String connector) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECTED_WITHIN_SECONDS);
        while (simulator.queries().isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ProcessFailedException("The connector did not query the DHCP server within "
                        + CONNECTED_WITHIN_SECONDS + " s: "
                        + cluster.worker().rest().status(connector));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
