package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import net.leasequery.systemtests.WorkerMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code ops/} asks for is in a real worker's scrape, and a real Prometheus takes each expression and fires. {@link AlertsIT}
 * makes every alert fire, and needs minutes for it.
 */
@Timeout(180)
@ExtendWith(ConnectClusterExtension.class)
class OpsMetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String NAME = "ops-metrics";

    @Test
    void everyMetricExistsEveryExpressionIsTakenAndADeadServerAlerts(
            ConnectCluster cluster, WorkFolder work, WorkerMetrics metrics) throws Exception {
        Set<String> expressions = new TreeSet<>(OpsFiles.panelExpressions());
        expressions.addAll(OpsFiles.alertExpressions());
        try (LeasequeryServer healthy = LeasequeryServer.builder()
                        .range("10.40.0.0/24")
                        .activeLeasequery()
                        .insecure()
                        .initialLeases(20)
                        .start();
                Connectors connectors = new Connectors(cluster)) {
            connectors.submit(
                    NAME,
                    connectors.configuration(
                            NAME, Map.of("dhcp.servers", "healthy=127.0.0.1:" + healthy.port() + ",down=127.0.0.1:1")));
            connectors.awaitTasks(NAME, "RUNNING", 2);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(metrics.scrape())
                            .containsPattern(line("leasequery_connected", "healthy", 1))
                            .containsPattern(line("leasequery_connected", "down", 0))
                            .containsPattern(line("leasequery_bindings_topic_compacted", "healthy", 1)));

            String scrape = metrics.scrape();
            assertThat(OpsFiles.metrics(expressions))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(metric -> assertThat(scrape).containsPattern("(?m)^" + metric + "\\{"));

            assumeTrue(PrometheusServer.isInstalled(), "Prometheus is not installed (Debian package prometheus)");
            try (PrometheusServer prometheus =
                    PrometheusServer.start(OpsFiles.prometheus(), work.of("prometheus-ops"), metrics.target())) {
                for (String expression : expressions) {
                    prometheus.query(expression);
                }
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(prometheus.fired())
                                .contains("LeasequeryDisconnected " + NAME + " down")
                                .doesNotContain("LeasequeryDisconnected " + NAME + " healthy"));
            }
        }
    }

    /** A metric of the connector in a scrape. */
    private static String line(String metric, String server, int value) {
        return "(?m)^" + metric + "\\{connector=\"" + NAME + "\",server=\"" + server + "\".* " + value + "\\.0$";
    }
}
