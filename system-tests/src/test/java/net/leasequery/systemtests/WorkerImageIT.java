package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;

/** The image of {@code docker/Dockerfile}, built and started beside a broker: it knows the connector, and shows metrics. */
@Tag("docker")
@EnabledIf(
        value = "net.leasequery.systemtests.ContainerBrokerIT#dockerAnswers",
        disabledReason = ContainerBrokerIT.NO_ENGINE)
class WorkerImageIT {
    private static final int REST = 8083;
    private static final int METRICS = 9404;
    private static final String[] COPIED = {
        "docker/Dockerfile",
        "docker/connect.properties",
        "ops/jmx/jmx-exporter.yml",
        "quickstart/runtime/converter/target/plugins/apicurio-avro-converter"
    };

    @Test
    @SuppressWarnings("deprecation") // The other method takes the whole folder of the Dockerfile as the context.
    void theWorkerKnowsTheConnectorAndShowsMetrics() throws Exception {
        Installation installation = Installation.fromSystemProperty();
        Path zip = installation.connectorZip();
        ImageFromDockerfile image = new ImageFromDockerfile()
                .withDockerfilePath("docker/Dockerfile")
                .withFileFromPath("connector/target/" + zip.getFileName(), zip);
        for (String file : COPIED) {
            image.withFileFromPath(file, installation.home().resolve(file));
        }
        try (Network network = Network.newNetwork();
                KafkaContainer broker = new KafkaContainer(ContainerBrokerIT.IMAGE)
                        .withNetwork(network)
                        .withListener("kafka:9092");
                GenericContainer<?> worker = new GenericContainer<>(image)
                        .withNetwork(network)
                        .withExposedPorts(REST, METRICS)
                        .waitingFor(Wait.forHttp("/health").forPort(REST).withStartupTimeout(Duration.ofMinutes(3)))) {
            broker.start();
            worker.start();

            JsonNode plugins = new ConnectRest(address(worker, REST)).plugins();
            assertThat(plugins.findValuesAsText("class"))
                    .contains("net.leasequery.connect.LeasequerySourceConnector", "net.leasequery.transforms.ToOcsf")
                    .contains("io.apicurio.registry.utils.converter.AvroConverter");
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    address(worker, METRICS).resolve("/metrics"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static URI address(GenericContainer<?> container, int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }
}
