package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell commands of the documentation, run as they are written there against a real cluster. Only what a reader has
 * to replace, too, is replaced: addresses, and names of connectors, servers and files.
 */
@ExtendWith(ConnectClusterExtension.class)
class DocumentedCommandsIT {

    private static final int LIMIT_SECONDS = 120;

    /** Commands fail on an HTTP error, and wait for Kafka Connect, which answers before it has stopped a connector. */
    private static final String SHELL = """
            set -euo pipefail
            curl() { command curl --fail-with-body -sS --retry 30 --retry-all-errors --retry-delay 1 "$@"; }
            kafka-topics.sh() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$BROKER/*" org.apache.kafka.tools.TopicCommand "$@"; }
            kafka-configs.sh() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$BROKER/*" kafka.admin.ConfigCommand "$@"; }
            """;

    private final Path home = Installation.fromSystemProperty().home();

    @TempDir
    Path folder;

    @BeforeEach
    void needsCurlAndJq() {
        for (String tool : List.of("bash", "curl", "jq", "unzip")) {
            boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
            assumeTrue(found, () -> tool + " is not installed");
        }
    }

    @Test
    void offsetsAreReadMovedAndResetAsDocumented(ConnectCluster cluster, ConnectedServer server) throws Exception {
        server.churnUntilRead(100);
        server.awaitRunning();

        String printed = run(
                block("docs/offsets.md", "# query all changes since"),
                Map.of(
                        "localhost:8083",
                        authority(cluster),
                        "connectors/leases/",
                        "connectors/" + server.name() + "/",
                        "\"east\"",
                        "\"lab\""));

        assertThat(printed).contains("\"base_time\":").contains("\"message\":");
        server.awaitRunning();
    }

    @Test
    void offsetsAreRewrittenForAnEarlierVersionAsDocumented(ConnectCluster cluster, ConnectedServer server)
            throws Exception {
        server.churnUntilRead(100);
        assertThat(server.stopAndReadOffset().has("server_ids")).isTrue();

        run(
                block("docs/offsets.md", "jq "),
                Map.of(
                        "localhost:8083",
                        authority(cluster),
                        "connectors/leases\n",
                        "connectors/" + server.name() + "\n"));

        assertThat(server.rest().offsets(server.name()).at("/offsets/0/offset").fieldNames())
                .toIterable()
                .contains("v", "base_time")
                .doesNotContain("server_ids", "topics", "vpn", "subnets", "sweep_owed");
    }

    @Test
    void aServerIsProbedAsDocumented(ConnectCluster cluster, ConnectedServer server) throws Exception {
        String printed = run(
                block("docs/servers.md", "config/validate"),
                Map.of(
                        "localhost:8083",
                        authority(cluster),
                        "192.0.2.1",
                        "127.0.0.1:" + server.simulator().port()));

        assertThat(printed).contains("\"error_count\": 0").contains("\"errors\": []");
    }

    @Test
    void topicsAreCreatedAndAlteredAsDocumented(ConnectCluster cluster) throws Exception {
        Map<String, String> values =
                Map.of("kafka1:9092", cluster.broker().bootstrapServers(), "campus.", "documented.");

        assertThat(run(block("docs/records.md", "kafka-topics.sh"), values))
                .contains("Created topic documented.bindings", "Created topic documented.quarantine");
        assertThat(run(block("docs/records.md", "kafka-configs.sh"), values))
                .contains("Completed updating config for topic documented.bindings");
    }

    @Test
    void theArchiveIsUnpackedAsDocumented() throws Exception {
        Path archive = Installation.fromSystemProperty().connectorZip();

        run(
                block("connector/README.md", "unzip "),
                Map.of(
                        "leasequery-kafka-connect-leasequery-<version>.zip", archive.toString(),
                        "/opt/connect-plugins", folder.resolve("plugins").toString()));

        try (Stream<Path> plugins = Files.list(folder.resolve("plugins"))) {
            assertThat(plugins.map(plugin -> plugin.resolve("lib")))
                    .singleElement()
                    .satisfies(lib -> assertThat(lib).isNotEmptyDirectory());
        }
    }

    private static String authority(ConnectCluster cluster) {
        return cluster.worker().address().getAuthority();
    }

    /** The one fenced shell block of a page that has this text. */
    private String block(String page, String text) throws IOException {
        List<String> blocks = Pattern.compile("(?ms)^```sh\\n(.*?)^```")
                .matcher(Files.readString(home.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .filter(block -> block.contains(text))
                .toList();
        assertThat(blocks).as("blocks of %s with %s", page, text).hasSize(1);
        return blocks.get(0);
    }

    private String run(String block, Map<String, String> values) throws IOException, InterruptedException {
        String script = block;
        for (Map.Entry<String, String> value : values.entrySet()) {
            assertThat(script).contains(value.getKey());
            script = script.replace(value.getKey(), value.getValue());
        }
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", SHELL + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment()
                .put(
                        "BROKER",
                        home.resolve("quickstart/runtime/broker/target/lib").toString());
        Process process = shell.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
