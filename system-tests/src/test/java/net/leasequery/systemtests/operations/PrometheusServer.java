package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.quickstart.process.FreePort;

/**
 * A real Prometheus with the configuration and the alerts of {@code ops/prometheus}, impatient: it scrapes every five
 * seconds and judges every second, looks back thirty seconds where the rules look back minutes, and waits five where they wait minutes.
 */
final class PrometheusServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private PrometheusServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /**
     * Starts it and waits until it has scraped.
     *
     * @param rules the folder {@code ops/prometheus}
     * @param folder for its configuration, its data and its log
     * @param target host and port of the exporter
     */
    static PrometheusServer start(Path rules, Path folder, String target) throws IOException {
        Files.createDirectories(folder);
        String configuration = Files.readString(rules.resolve("prometheus.yml"));
        assertThat(configuration).contains("worker:9404", "scrape_interval: 15s", "evaluation_interval: 15s");
        Path file = folder.resolve("prometheus.yml");
        Files.writeString(
                file,
                configuration
                        .replace("worker:9404", target)
                        .replace("scrape_interval: 15s", "scrape_interval: 5s")
                        .replace("evaluation_interval: 15s", "evaluation_interval: 1s"));
        Files.writeString(
                folder.resolve("alerts.yml"),
                Files.readString(rules.resolve("alerts.yml"))
                        .replaceAll("for: [1-9]\\d*[mh]", "for: 5s")
                        .replaceAll("\\[\\d+[mh]]", "[30s]")
                        .replaceAll("offset \\d+[mh]", "offset 30s"));
        int port = FreePort.next();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(LIMIT).ignoreExceptions().until(() -> server.isPositive("up"));
        return server;
    }

    /** Whether an expression has a result now, and all of its values are above 0. */
    private boolean isPositive(String expression) throws IOException, InterruptedException {
        JsonNode result = query(expression);
        return !result.isEmpty()
                && result.findValues("value").stream()
                        .allMatch(each -> each.get(1).asDouble() > 0);
    }

    /** The samples that an expression has now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        URI uri = address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        String body = http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString())
                .body();
        JsonNode answer = JSON.readTree(body);
        assertThat(answer.path("status").asText())
                .as("%s: %s", expression, body)
                .isEqualTo("success");
        return answer.path("data").path("result");
    }

    /** Alerts that have fired since the start, as {@code NAME connector server}. */
    Set<String> fired() throws IOException, InterruptedException {
        Set<String> fired = new TreeSet<>();
        for (JsonNode sample : query("count_over_time(ALERTS{alertstate=\"firing\"}[1h])")) {
            JsonNode labels = sample.path("metric");
            fired.add("%s %s %s"
                    .formatted(
                            labels.path("alertname").asText(),
                            labels.path("connector").asText(),
                            labels.path("server").asText()));
        }
        return fired;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
