package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.RequestorStatus.Connections;
import net.leasequery.requestor.RequestorStatus.LastHeard;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.RequestorStatus.Received;
import net.leasequery.requestor.RequestorStatus.Tolerated;
import net.leasequery.requestor.tls.TlsStatus;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private RequestorStatus status = live(5);
    private final StreamProgress progress = new StreamProgress(() -> 0);
    private final TaskMetrics metrics = new TaskMetrics(
            () -> status,
            progress,
            Sweep.none(),
            null,
            new Acknowledgements(),
            TopicHealth.unknown(),
            () -> 0,
            16,
            List.of(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final Map<MetricName, Gauge<?>> worker = new HashMap<>();
    private long nanos;

    @Test
    void aWorkerWithMetricsGetsThem() {
        PublishedMetrics published = publish(workerMetrics());

        assertThat(valuesInTheWorker())
                .containsEntry("connected", 1)
                .containsEntry("phase", 6)
                .containsEntry("phase-name", "LIVE")
                .containsEntry("queue-remaining-capacity", 11)
                .containsEntry("time-since-last-message-ms", 40L)
                .containsEntry("queue-size", 5)
                .containsEntry("messages-total", 11L)
                .containsEntry("bindings-total", 7L)
                .containsEntry("malformed-messages-total", 1L)
                .containsEntry("connection-attempts-total", 3L)
                .containsEntry("disconnects-total", 2L);
        assertThat(worker.keySet()).allSatisfy(name -> assertThat(name.tags()).containsEntry("server", "east"));

        published.close();

        assertThat(worker).isEmpty();
    }

    @Test
    void aWorkerWithoutMetricsShowsAnMBean() throws JMException {
        ObjectName name = MetricsMBean.name("leases", "east");

        PublishedMetrics published = publish(null);

        assertThat(BEANS.getAttribute(name, "queue-size")).isEqualTo(5);
        assertThat(BEANS.getMBeanInfo(name).getAttributes())
                .hasSize(metrics.all().size());

        published.close();

        assertThat(BEANS.isRegistered(name)).isFalse();
    }

    @Test
    void theMBeanCannotBeWrittenTo() throws JMException {
        ObjectName name = MetricsMBean.name("leases", "north");

        PublishedMetrics.Registration registered =
                Objects.requireNonNull(MetricsMBean.register(metrics, "leases", "north"));

        assertThatThrownBy(() -> BEANS.setAttribute(name, new Attribute("queue-size", 0)))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> BEANS.getAttribute(name, "colour")).isInstanceOf(AttributeNotFoundException.class);
        registered.withdraw();
    }

    /** A worker that waits in vain for a task to stop starts its successor beside it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMetricsOfATaskFollowWhenItsPredecessorHasEnded(boolean throughTheWorker) throws JMException {
        PluginMetrics way = throughTheWorker ? workerMetrics() : null;
        PublishedMetrics predecessor = publish(way);
        status = live(99);

        try (PublishedMetrics successor = publish(way)) {
            successor.step();
            predecessor.close();
            successor.step();
            assertThat(isPublished(throughTheWorker)).as("not yet time").isFalse();
            nanos += Duration.ofSeconds(5).toNanos();
            successor.step();
            assertThat(isPublished(throughTheWorker)).isTrue();
        }
        assertThat(isPublished(throughTheWorker)).isFalse();
    }

    @Test
    void aTaskThatHasEndedPublishesNothingAnyMore() throws JMException {
        PublishedMetrics predecessor = publish(workerMetrics());
        PublishedMetrics successor = publish(workerMetrics());
        successor.close();
        predecessor.close();

        nanos += Duration.ofMinutes(1).toNanos();
        successor.step();

        assertThat(isPublished(true)).isFalse();
    }

    private boolean isPublished(boolean throughTheWorker) throws JMException {
        return throughTheWorker ? !worker.isEmpty() : BEANS.isRegistered(MetricsMBean.name("leases", "east"));
    }

    private PublishedMetrics publish(@Nullable PluginMetrics way) {
        return PublishedMetrics.publish(metrics, context(way), "leases", "east", () -> nanos);
    }

    @Test
    void aLostConnectionShows() {
        publish(workerMetrics());

        status = with(Phase.DISCONNECTED, new Connections(1, 1, Map.of(), null));

        assertThat(valuesInTheWorker()).containsEntry("connected", 0).containsEntry("time-since-last-message-ms", -1L);
    }

    @Test
    void catchingUpCountsAsConnected() {
        publish(workerMetrics());

        status = with(Phase.CATCHING_UP, new Connections(1, 0, Map.of(), null));

        assertThat(valuesInTheWorker()).containsEntry("connected", 1);
    }

    @Test
    void certificatesShowTheDaysTheyHaveLeft() {
        publish(workerMetrics());

        status = secured(new TlsStatus(NOW.plus(Duration.ofHours(71)), NOW.minusSeconds(1)), Map.of());

        assertThat(valuesInTheWorker())
                .containsEntry("own-certificate-days-left", 2L)
                .containsEntry("server-certificate-days-left", 0L);
    }

    @Test
    void nobodyKnowsTheDaysOfACertificateThatWasNotSeen() {
        publish(workerMetrics());

        assertThat(valuesInTheWorker()).containsEntry("own-certificate-days-left", -1L);

        status = secured(new TlsStatus(NOW.plus(Duration.ofDays(3)), null), Map.of());

        assertThat(valuesInTheWorker())
                .containsEntry("own-certificate-days-left", 3L)
                .containsEntry("server-certificate-days-left", -1L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TLS_.*")
    void eachCauseOfATlsFailureHasItsOwnMetric(DisconnectReason reason) {
        publish(workerMetrics());

        status = secured(new TlsStatus(null, null), Map.of(reason, 4L));

        String own = reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
        assertThat(valuesInTheWorker()).containsEntry(own, 4L);
        assertThat(valuesInTheWorker().entrySet())
                .filteredOn(metric -> metric.getKey().startsWith("tls-"))
                .hasSize((int) Stream.of(DisconnectReason.values())
                        .filter(each -> each.name().startsWith("TLS_"))
                        .count())
                .filteredOn(metric -> !metric.getKey().equals(own))
                .allSatisfy(other -> assertThat(other.getValue()).isEqualTo(0L));
    }

    @Test
    void countsWhatTheTaskHandedOver() {
        publish(workerMetrics());

        metrics.recordsReturned(3);
        metrics.recordsReturned(4);

        assertThat(valuesInTheWorker()).containsEntry("records-total", 7L);
    }

    private static RequestorStatus secured(TlsStatus tls, Map<DisconnectReason, Long> failures) {
        return with(Phase.DISCONNECTED, new Connections(1, 1, failures, tls));
    }

    private static RequestorStatus live(int queued) {
        return new RequestorStatus(
                Phase.LIVE,
                queued,
                null,
                new LastHeard(40L, 900L),
                new Received(11, 7, 1, 0, 0),
                new Connections(3, 2, Map.of(), null),
                Tolerated.NOTHING);
    }

    private static RequestorStatus with(Phase phase, Connections connections) {
        return new RequestorStatus(phase, 0, null, LastHeard.NEVER, Received.NOTHING, connections, Tolerated.NOTHING);
    }

    private Map<String, @Nullable Object> valuesInTheWorker() {
        Map<String, @Nullable Object> values = new HashMap<>();
        worker.forEach((name, gauge) -> values.put(name.name(), gauge.value(new MetricConfig(), 0)));
        return values;
    }

    @SuppressWarnings("unchecked") // The tags are what metricName() is declared with.
    private PluginMetrics workerMetrics() {
        return (PluginMetrics) Proxy.newProxyInstance(
                PluginMetrics.class.getClassLoader(),
                new Class<?>[] {PluginMetrics.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "metricName" -> {
                            return new MetricName(
                                    (String) arguments[0], "plugins", (String) arguments[1], (LinkedHashMap<
                                                    String, String>)
                                            arguments[2]);
                        }
                        case "addMetric" -> add((MetricName) arguments[0], (Gauge<?>) arguments[1]);
                        case "removeMetric" -> worker.remove((MetricName) arguments[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private void add(MetricName name, Gauge<?> value) {
        if (worker.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("A metric named '" + name + "' already exists");
        }
    }

    private static SourceTaskContext context(@Nullable PluginMetrics metrics) {
        return (SourceTaskContext) Proxy.newProxyInstance(
                SourceTaskContext.class.getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> {
                    if (metrics == null) {
                        throw new NoSuchMethodError(method.getName());
                    }
                    return metrics;
                });
    }
}
