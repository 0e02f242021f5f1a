package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/metrics.md} equal to the metrics. To write the page anew:
 * {@code ./mvnw -pl connector -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}
 */
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    private static final String INTRODUCTION = """
            # Metrics

            Generated from the code; a test fails if this page is stale. Each task, and therefore each DHCP server, has one
            set of metrics. On Kafka 4.1 and later they are part of the worker's metrics, so its reporters export them:
            `kafka.connect:type=plugins,connector=…,task=…,server=…`. On older workers they are attributes of the MBean
            `net.leasequery.connect:type=task,connector="…",server="…"`.

            Names that end in `-total` count since the start of the task; `-ms` means milliseconds. When a task starts over by
            itself (a signal, a recreated topic, another snapshot for the sweep), its counters begin at 0 again, which
            Prometheus takes for a reset. States are numbers, with their texts beside them (`…-name`). `ops/` has rules
            for the Prometheus JMX exporter, alerts and a dashboard made of these; [operations.md](operations.md) has a
            runbook for each alert.

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
        TaskMetrics metrics = new TaskMetrics(
                () -> RequestorStatus.NOT_STARTED,
                new StreamProgress(() -> 0),
                Sweep.none(),
                null,
                new Acknowledgements(),
                TopicHealth.unknown(),
                () -> 0,
                16_384,
                List.of(
                        new BindingMetrics(
                                () -> RequestorStatus.NOT_STARTED, ResumeState.NONE, () -> 0, Clock.systemUTC()),
                        new LoadMetrics(() -> 0, () -> 0),
                        new RecordMetrics("events", () -> 0),
                        new SignalMetrics(() -> 0, () -> 0)),
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
