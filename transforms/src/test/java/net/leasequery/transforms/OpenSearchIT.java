package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs in a real OpenSearch: those of {@code ToEcs} under a mapping that allows no other field, those of the other
 * models with types that the first document decides. Needs {@code dev/opensearch/fetch} and a Java 21.
 */
class OpenSearchIT {

    private static final int BINDINGS = 2_000;
    private static final long SEED = Long.getLong("siem.seed", 20261125L);
    private static final Path PEER =
            Path.of("..", "dev", "opensearch").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private URI node = URI.create("http://127.0.0.1:1/");

    @Test
    void takesTheOutputsOfEachModel(@TempDir Path folder) throws Exception {
        Path libraries = PEER.resolve("target/lib");
        Path java = java();
        assumeTrue(Files.isDirectory(libraries), "no OpenSearch: run dev/opensearch/fetch");
        assumeTrue(java != null, "OpenSearch needs a Java 21 in /usr/lib/jvm or OPENSEARCH_JAVA_HOME");
        int port = freePort();
        node = URI.create("http://127.0.0.1:" + port + "/");
        Process process = new ProcessBuilder(
                        Objects.requireNonNull(java).toString(),
                        "-Xmx512m",
                        "-cp",
                        libraries + "/*",
                        PEER.resolve("Node.java").toString(),
                        folder.resolve("node").toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> {
                assertThat(process.isAlive()).as("the node's process").isTrue();
                return status("GET", "", null) == 200;
            });
            assertThat(status("PUT", "ecs", EcsMapping.text())).isEqualTo(200);

            assertThat(indexed("ecs", new ToEcs<>(), "drop")).isEqualTo(BINDINGS);
            assertThat(indexed("ocsf", new ToOcsf<>(), "drop")).isEqualTo(BINDINGS);
            assertThat(indexed("cim", new ToCim<>(), "pass")).isEqualTo(BINDINGS);
            assertThat(indexed("asim", new ToAsim<>(), "pass")).isEqualTo(BINDINGS);
            assertThat(found("ecs", "client.ip:[10.0.0.0 TO 10.255.255.255]")).isPositive();
            assertThat(found("ecs", "event.action:dhcp-renew AND event.kind:event"))
                    .isPositive();
            assertThat(found("ocsf", "activity_id:99 AND metadata.labels:snapshot"))
                    .isPositive();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Indexes outputs for bindings and returns how many documents the index then has. */
    private long indexed(String index, Transformation<SinkRecord> transform, String onIncomplete) throws Exception {
        transform.configure(Map.of("output.schema", "none", "on.incomplete", onIncomplete));
        GeneratedBindings bindings = new GeneratedBindings(SEED);
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < BINDINGS; i++) {
            SinkRecord output = Objects.requireNonNull(transform.apply(Bindings.record(bindings.next())));
            bulk.append("{\"index\":{}}\n")
                    .append(JSON.writeValueAsString(output.value()))
                    .append('\n');
        }
        transform.close();
        JsonNode answer = JSON.readTree(send("POST", index + "/_bulk?refresh=true", bulk.toString()));
        List<String> errors = new ArrayList<>();
        answer.path("items").forEach(item -> {
            if (item.path("index").has("error")) {
                errors.add(item.path("index").path("error").toString());
            }
        });
        assertThat(errors).as("refused by the index %s", index).isEmpty();
        return found(index, "*");
    }

    private long found(String index, String query) throws Exception {
        String body = JSON.writeValueAsString(Map.of("query", Map.of("query_string", Map.of("query", query))));
        return JSON.readTree(send("POST", index + "/_count", body))
                .path("count")
                .asLong();
    }

    private int status(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        return http.send(request(method, path, body), BodyHandlers.discarding()).statusCode();
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(request(method, path, body), BodyHandlers.ofString()).body();
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(node.resolve("/" + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The launcher of a Java that is new enough for OpenSearch 3; null if there is none. */
    private static @Nullable Path java() throws IOException {
        String home = System.getenv("OPENSEARCH_JAVA_HOME");
        if (home != null) {
            return Path.of(home, "bin", "java");
        }
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> folder.getFileName().toString().matches(".*\\D(2[1-9]|[3-9]\\d)\\D.*"))
                    .map(folder -> folder.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        }
    }
}
