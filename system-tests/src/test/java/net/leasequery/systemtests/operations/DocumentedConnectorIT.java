package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import net.leasequery.systemtests.DocumentedShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The connector of the README, and a signal to a connector, by the shell commands of the documentation. */
@Timeout(240)
@ExtendWith(ConnectClusterExtension.class)
class DocumentedConnectorIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theConnectorOfTheReadmeRuns(ConnectCluster cluster, WorkFolder work) throws Exception {
        SiteFiles site = SiteFiles.write(work.of("readme-site"));
        String name = "documented-readme";
        Path example = Installation.fromSystemProperty().home().resolve("config-examples/tls-pem-files.json");
        ConnectRest rest = cluster.worker().rest();
        try (RunningExample servers = RunningExample.of(example, site, cluster, name)) {
            // Not on Maven Central: the worker's own converter writes Avro in the same wire format
            String command = DocumentedShell.block("README.md", "curl -X PUT")
                    .replaceAll(",\\s*\"(?:key|value)\\.converter[^\"]*\": \"[^\"]*\"", "");
            Map<String, String> values = new HashMap<>();
            values.put(
                    "http://localhost:8083/connectors/leases/",
                    cluster.worker().address() + "/connectors/" + name + "/");
            values.put(
                    "east=dhcp-east.example.net,west=dhcp-west.example.net:6700",
                    Objects.requireNonNull(servers.configuration().get("dhcp.servers")));
            values.put("/etc/leasequery", site.folder().toString());
            values.put("campus", name);
            try {
                DocumentedShell.in(folder).run(command, values);
                await().atMost(LIMIT)
                        // 404 until the worker has read its own configuration topic
                        .ignoreExceptionsInstanceOf(ConnectRestException.class)
                        .untilAsserted(() -> assertThat(rest.status(name).findValuesAsText("state"))
                                .hasSize(3)
                                .containsOnly("RUNNING"));
            } finally {
                rest.delete(name);
            }
        }
    }

    @Test
    void aSignalIsSentAsDocumented(ConnectCluster cluster) throws Exception {
        String name = "documented-signals";
        List<String> commands = List.of(DocumentedShell.block("docs/signals.md", "kafka-console-producer.sh")
                .split("\n\n", -1));
        assertThat(commands).hasSize(2);
        Map<String, String> values =
                Map.of("localhost:9092", cluster.broker().bootstrapServers(), "campus.signals", name + ".signals");
        Map<String, String> configuration = new HashMap<>(JsonTopic.CONVERTERS);
        try (LeasequeryServer server = LeasequeryServer.builder()
                        .range("10.60.0.0/29")
                        .activeLeasequery()
                        .insecure()
                        .initialLeases(3)
                        .start();
                Connectors connectors = new Connectors(cluster);
                JsonTopic events = new JsonTopic(cluster.broker().bootstrapServers(), name + ".events")) {
            DocumentedShell.in(folder).run(commands.get(0), values);
            configuration.put("dhcp.servers", "east=127.0.0.1:" + server.port());
            configuration.put("signal.topic", name + ".signals");
            connectors.submit(name, connectors.configuration(name, configuration));
            events.await(1, event -> isOfType(event, "SNAPSHOT_COMPLETED"));
            // Signals from before the first stored position would not be carried out
            await().atMost(LIMIT).until(() -> hasStoredPosition(connectors, name));

            Map<String, String> more = new HashMap<>(values);
            more.put("leases|", name + "|");
            DocumentedShell.in(folder).run(commands.get(1), more);

            JsonNode answer =
                    events.await(1, event -> isOfType(event, "SIGNAL_DONE")).get(0);
            assertThat(answer.path("reason").asText()).as(answer.toString()).isEqualTo("DONE");
            events.await(2, event -> isOfType(event, "SNAPSHOT_COMPLETED"));
        }
    }

    @Test
    void aSimulatedServerIsStartedAsDocumented() throws Exception {
        Path home = Installation.fromSystemProperty().home();
        int port = FreePort.next();
        String command = DocumentedShell.block("README.md", "bin/simulator").strip();
        assertThat(command).contains("--port 6767");
        Path output = folder.resolve("simulator.out");
        Process simulator = new ProcessBuilder("bash", "-c", "exec " + command.replace("6767", Integer.toString(port)))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Files.readString(output)).contains("LISTENING " + port));
        } finally {
            simulator.destroy();
        }
        assertThat(simulator.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean hasStoredPosition(Connectors connectors, String name)
            throws IOException, InterruptedException {
        return connectors.rest().offsets(name).path("offsets").findValuesAsText("signals").stream()
                .anyMatch(position -> !position.isEmpty());
    }

    private static boolean isOfType(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }
}
