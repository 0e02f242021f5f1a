package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.RequestorStatus.Phase;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/metrics.md} equal to the metrics. To write the page anew:
 * {@code ./mvnw -pl connector -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}
 */
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    private static final String INTRODUCTION = """
            # Metrics

            Made from the connector's own list; a test fails when it is stale. One set per task, that is per DHCP
            server. On Kafka 4.1 and later they are among the worker's own metrics, so its reporters see them:
            `kafka.connect:type=plugins,connector=…,task=…,server=…`. On older workers they are attributes of the MBean
            `net.leasequery.connect:type=task,connector="…",server="…"`.

            What to alert on: `connected` 0, or `time-since-last-message-ms` above the server's keep-alive interval (with
            `query.mode=bulk`, `time-since-last-poll-ms` above a few intervals), for longer than you can bear; `gap-open` 1
            for longer than a snapshot takes; `malformed-messages-total` that grows; `read-back-state` `WAITING`;
            `records-unacknowledged` that grows; days left on a certificate. [operations.md](operations.md) has a runbook.

            | metric | meaning |
            |---|---|
            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page = render();
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String render() {
        RequestorStatus status =
                new RequestorStatus(Phase.DISCONNECTED, null, null, 0, 0, 0, 0, 0, 0, null, Map.of(), null);
        TaskMetrics metrics = new TaskMetrics(
                () -> status,
                new StreamProgress(() -> 0),
                Sweep.none(),
                null,
                new Acknowledgements(),
                TopicHealth.unknown(),
                () -> 0,
                Clock.systemUTC());
        StringBuilder page = new StringBuilder(INTRODUCTION);
        metrics.all()
                .forEach(metric -> page.append("| `")
                        .append(metric.name())
                        .append("` | ")
                        .append(metric.description())
                        .append(" |\n"));
        return page.toString();
    }
}
