package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.systemtests.ConnectClusterExtension;
import net.leasequery.systemtests.WorkerMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exporter's rules, the alerts and the dashboard of {@code ops/}, on a real worker that a real Prometheus scrapes. */
@Timeout(480)
@EnabledIfSystemProperty(
        named = "alerts.injected",
        matches = "true",
        disabledReason =
                "it scrapes every few seconds, for which a busy machine is too slow; use -Dalerts.injected=true")
@ExtendWith(ConnectClusterExtension.class)
class AlertsIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @Test
    void eachAlertFiresForItsFaultAndEachPanelShowsData(ConnectCluster cluster, WorkFolder work, WorkerMetrics metrics)
            throws Exception {
        assumeTrue(PrometheusServer.isInstalled(), "Prometheus is not installed (Debian package prometheus)");
        Path folder = work.of("prometheus");
        try (PrometheusServer prometheus = PrometheusServer.start(OpsFiles.prometheus(), folder, metrics.target());
                InjectedFaults faults = new InjectedFaults(cluster, folder)) {
            faults.start();
            faults.awaitRunning();
            awaitSeries(prometheus);
            faults.takeAway();
            awaitFired(
                    prometheus,
                    faults,
                    Set.of("LeasequeryUnfollowedServers alerts-moved kept", "LeasequeryNotFollowed alerts-moved left"));
            faults.leaveAServer();
            awaitFired(prometheus, faults, Set.of());

            assertThat(prometheus.query("ALERTS{alertstate=\"firing\",server=\"" + InjectedFaults.healthy() + "\"}"))
                    .as("alerts about the server without a fault")
                    .isEmpty();
            assertThat(withoutData(prometheus, OpsFiles.panelExpressions()))
                    .as("panels")
                    .isEmpty();
            assertThat(withoutData(prometheus, OpsFiles.metrics(OpsFiles.alertExpressions())))
                    .as("metrics of alerts")
                    .isEmpty();
            assertThat(linesAboutUnreachableBrokers(work))
                    .as("lines in the log")
                    .isLessThan(1_000);
        }
    }

    private static void awaitSeries(PrometheusServer prometheus) {
        for (String expression : List.of(
                "leasequery_connected{server=\"garbled\"} == 1",
                "leasequery_connected{server=\"forgetful\"} == 1",
                "leasequery_connected{server=\"grown\"} == 1 and leasequery_events_table_full_total == 0",
                "leasequery_bindings_total{server=\"kept\"} > 2 and leasequery_records_unacknowledged == 0",
                "leasequery_bindings_total{server=\"left\"} > 2 and leasequery_records_unacknowledged == 0")) {
            await().alias(expression)
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(prometheus.query(expression)).isNotEmpty());
        }
    }

    private static void awaitFired(PrometheusServer prometheus, InjectedFaults faults, Set<String> later) {
        List<String> wanted = new ArrayList<>(InjectedFaults.alerts());
        wanted.removeAll(later);
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            faults.goOn();
            assertThat(prometheus.fired()).containsAll(wanted);
        });
    }

    private static long linesAboutUnreachableBrokers(WorkFolder work) throws IOException {
        long lines = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(work.logs(), "worker.log*")) {
            for (Path log : logs) {
                lines += Files.readAllLines(log).stream()
                        .filter(line -> line.contains("alerts-unread") && line.contains("AdminClient"))
                        .count();
            }
        }
        return lines;
    }

    private static List<String> withoutData(PrometheusServer prometheus, Iterable<String> expressions)
            throws Exception {
        List<String> empty = new ArrayList<>();
        for (String expression : expressions) {
            if (prometheus.query(expression).isEmpty()) {
                empty.add(expression);
            }
        }
        return empty;
    }
}
