package net.leasequery.quickstart;

import java.nio.file.Path;
import java.util.List;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.SchemaRegistry;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** As {@link FirstLightIT}, with the broker of Apache Kafka's official image. */
@Tag("docker")
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker engine answers on this machine")
class ContainerBrokerIT {
    private static final String IMAGE = "apache/kafka:4.3.1";

    @TempDir
    Path folder;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void theTopicEqualsTheServersTableAfterChurn() throws Exception {
        Installation installation = Installation.fromSystemProperty();
        WorkFolder work = WorkFolder.at(folder);
        WorkerOptions options = WorkerOptions.plain().withPluginZips(List.of(installation.connectorZip()));
        try (KafkaContainer broker = new KafkaContainer(IMAGE);
                SchemaRegistry registry = new SchemaRegistry(installation, work, FreePort.next())) {
            broker.start();
            registry.start();
            try (ConnectWorker worker = new ConnectWorker(
                    installation, work, broker.getBootstrapServers(), registry, FreePort.next(), options)) {
                worker.start();
                try (ConnectedServer server = ConnectedServer.start(work, worker, registry)) {
                    server.churnUntilRead(1_000);

                    server.awaitAgreement();
                }
            }
        }
    }
}
