package net.leasequery.systemtests;

import java.nio.file.Path;

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

    /** The option of the worker's JVM. */
    String agent(Path home) {
        return "-javaagent:" + home.resolve("system-tests/target/agents/jmx_prometheus_javaagent.jar") + "=" + target()
                + ":" + home.resolve("ops/jmx/jmx-exporter.yml");
    }
}
