package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.util.List;

/**
 * Broker, registry and worker that belong together.
 *
 * <p>They start in parallel: the worker itself waits for its broker, and does not need the registry before the first
 * record. One thread at a time.
 */
public record ConnectCluster(KafkaBroker broker, SchemaRegistry registry, ConnectWorker worker)
        implements AutoCloseable {

    /** Describes a cluster under the work folder; nothing is started yet. */
    public static ConnectCluster in(
            WorkFolder work, Installation installation, ClusterPorts ports, WorkerOptions options) {
        return in(work, installation, ports, options, List.of());
    }

    /**
     * As {@link #in(WorkFolder, Installation, ClusterPorts, WorkerOptions)}.
     *
     * @param brokerJvmOptions for the broker's process, after those of the quickstart
     */
    public static ConnectCluster in(
            WorkFolder work,
            Installation installation,
            ClusterPorts ports,
            WorkerOptions options,
            List<String> brokerJvmOptions) {
        KafkaBroker broker = new KafkaBroker(installation, work, ports.kafka(), brokerJvmOptions);
        SchemaRegistry registry = new SchemaRegistry(installation, work, ports.registry());
        ConnectWorker worker =
                new ConnectWorker(installation, work, broker.bootstrapServers(), registry, ports.connect(), options);
        return new ConnectCluster(broker, registry, worker);
    }

    /** Starts all three and waits until all serve. If one of them fails, closes those already started. */
    public void start() throws IOException, InterruptedException {
        boolean started = false;
        try {
            // The registry waits for nobody and starts while the broker's folder is formatted
            registry.launch();
            broker.launch();
            worker.launch();
            broker.awaitReady();
            registry.awaitReady();
            worker.awaitReady();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Stops the worker first, so that it can still reach the others. */
    @Override
    public void close() {
        worker.close();
        registry.close();
        broker.close();
    }
}
