package net.leasequery.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the worker shows its metrics to Prometheus: the JMX exporter with the rules of {@code ops/jmx}.
 *
 * @param port on the loopback address
 */
public record WorkerMetrics(int port) {

    /** As a target of a scrape. */
    public String target() {
        return "127.0.0.1:" + port;
    }

    /** What Prometheus would read now. */
    public String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + target() + "/metrics"))
                .timeout(Duration.ofSeconds(60))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** The option of the worker's JVM. */
    String agent(Path home) {
        return "-javaagent:" + home.resolve("system-tests/target/agents/jmx_prometheus_javaagent.jar") + "=" + target()
                + ":" + home.resolve("ops/jmx/jmx-exporter.yml");
    }
}
