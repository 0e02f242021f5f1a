package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.leasequery.quickstart.process.ChildProcess;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.JavaCommand;
import net.leasequery.quickstart.process.ProcessFailedException;
import net.leasequery.quickstart.process.Readiness;
import org.apache.kafka.common.Uuid;

/** A Kafka cluster of one node: KRaft controller and broker in one process, replication factor 1. */
public final class KafkaBroker implements LocalService {
    private static final String HEAP = "512m";

    private final Installation installation;
    private final WorkFolder work;
    private final int port;
    private final int controllerPort = FreePort.next();
    private final Path configuration;
    private final Path data;
    private final ChildProcess process;
    private String clusterId = "";

    /**
     * Creates a broker that keeps its data in the work folder and will listen on the port. Not started yet.
     *
     * @param jvmOptions for its process, after those of the quickstart
     */
    public KafkaBroker(Installation installation, WorkFolder work, int port, List<String> jvmOptions) {
        this.installation = installation;
        this.work = work;
        this.port = port;
        this.configuration = work.of("broker").resolve("server.properties");
        this.data = work.of("broker").resolve("data");
        this.process = new ChildProcess(
                "broker",
                kafka("kafka.Kafka").with(configuration.toString()).withJvmOptions(jvmOptions.toArray(String[]::new)),
                installation.leashJar(),
                work.logs(),
                Readiness.portOpen(port));
    }

    /** Value for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            PropertiesFile.write(configuration, configuration());
            format();
        }
        clusterId = storedClusterId();
    }

    /**
     * Waits until the broker serves.
     *
     * @throws ProcessFailedException also if another Kafka cluster answers on the port, so that nothing is written to
     *     a foreign cluster
     */
    @Override
    public void awaitReady() throws InterruptedException {
        process.awaitReady(READY_LIMIT);
        String answers = ServingCluster.id(bootstrapServers());
        if (!answers.equals(clusterId)) {
            throw new ProcessFailedException("Another Kafka cluster, " + answers + ", answers on " + bootstrapServers()
                    + ". Choose another port with --kafka-port.");
        }
    }

    private String storedClusterId() throws IOException {
        Properties stored = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("meta.properties"))) {
            stored.load(file);
        }
        return stored.getProperty("cluster.id", "");
    }

    private Map<String, String> configuration() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("num.partitions", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // A broker that was killed is accepted again only after its last session has ended
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("log.segment.bytes", Integer.toString(64 << 20)));
    }

    private void format() throws IOException, InterruptedException {
        JavaCommand command = kafka("kafka.tools.StorageTool")
                .with("format", "-t", Uuid.randomUuid().toString(), "-c", configuration.toString(), "--standalone");
        try (ChildProcess format =
                new ChildProcess("broker-format", command, installation.leashJar(), work.logs(), () -> false)) {
            format.launch();
            if (!format.awaitEnd(READY_LIMIT) || !Files.exists(data.resolve("meta.properties"))) {
                throw new ProcessFailedException(
                        "The broker's folder could not be formatted:\n" + Files.readString(format.output()));
            }
        }
    }

    private JavaCommand kafka(String mainClass) {
        return JavaCommand.mainClass(installation.brokerJars(), mainClass, HEAP).withJvmOptions(WorkFolder.LOG4J);
    }
}
