package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    private DocumentedShell shell;
    private Path folder;

    @BeforeEach
    void needsCurlAndJq(@TempDir Path temporary) {
        folder = temporary;
        shell = DocumentedShell.in(temporary);
    }

    @Test
    void offsetsAreReadMovedAndResetAsDocumented(ConnectCluster cluster, ConnectedServer server) throws Exception {
        server.churnUntilRead(100);
        server.awaitRunning();
        server.awaitStoredBaseTime();

        String printed = shell.run(
                DocumentedShell.block("docs/offsets.md", "# query all changes since"),
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

        shell.run(
                DocumentedShell.block("docs/offsets.md", "jq "),
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
        String printed = shell.run(
                DocumentedShell.block("docs/servers.md", "config/validate"),
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

        assertThat(shell.run(DocumentedShell.block("docs/records.md", "kafka-topics.sh"), values))
                .contains("Created topic documented.bindings", "Created topic documented.quarantine");
        assertThat(shell.run(DocumentedShell.block("docs/records.md", "kafka-configs.sh"), values))
                .contains("Completed updating config for topic documented.bindings");
        assertThat(shell.run(DocumentedShell.block("docs/privacy.md", "kafka-configs.sh"), values))
                .contains("Completed updating config for topic documented.bindings");
    }

    @Test
    void theArchiveIsUnpackedAsDocumented() throws Exception {
        Path archive = Installation.fromSystemProperty().connectorZip();

        shell.run(
                DocumentedShell.block("connector/README.md", "unzip "),
                Map.of(
                        "leasequery-kafka-connect-leasequery-<version>.zip", quoted(archive),
                        "/opt/connect-plugins", quoted(folder.resolve("plugins"))));

        try (Stream<Path> plugins = Files.list(folder.resolve("plugins"))) {
            assertThat(plugins.map(plugin -> plugin.resolve("lib")))
                    .singleElement()
                    .satisfies(lib -> assertThat(lib).isNotEmptyDirectory());
        }
    }

    /** The source tree may lie in a folder whose name has spaces. */
    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static String authority(ConnectCluster cluster) {
        return cluster.worker().address().getAuthority();
    }
}
