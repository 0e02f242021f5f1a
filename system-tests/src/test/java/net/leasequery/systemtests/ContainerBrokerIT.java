package net.leasequery.systemtests;

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
@EnabledIf(value = "dockerAnswers", disabledReason = ContainerBrokerIT.NO_ENGINE)
class ContainerBrokerIT {
    static final String NO_ENGINE = "no Docker engine answers on this machine";

    static final String IMAGE = "apache/kafka:4.3.1";

    @TempDir
    Path folder;

    /** The reason of a skipped class is in Maven's report files only, so it is printed as well. */
    static boolean dockerAnswers() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers) {
            System.out.println("ContainerBrokerIT is skipped: " + NO_ENGINE);
        }
        return answers;
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
