package net.leasequery.connect.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Publishes through the worker (KIP-877), so that its metric reporters see them too. Loading this
 * class needs Kafka 4.1; only {@link PublishedMetrics#publish} may touch it.
 */
final class WorkerMetrics implements PublishedMetrics.Registration {

    private final PluginMetrics worker;
    private final List<MetricName> names = new ArrayList<>();

    private WorkerMetrics(PluginMetrics worker) {
        this.worker = worker;
    }

    /**
     * Registers all metrics.
     *
     * @return null if an earlier instance of the task still has metrics of these names; nothing is registered then
     * @throws NoSuchMethodError or {@link NoClassDefFoundError} from a worker before 4.1
     */
    static PublishedMetrics.@Nullable Registration register(
            TaskMetrics metrics, SourceTaskContext context, Map<String, String> tags) {
        @Nullable PluginMetrics worker = context.pluginMetrics();
        if (worker == null) {
            throw new NoSuchMethodError("The worker's context offers no metrics");
        }
        WorkerMetrics registered = new WorkerMetrics(worker);
        for (Metric metric : metrics.all()) {
            MetricName name = worker.metricName(metric.name(), metric.description(), new LinkedHashMap<>(tags));
            try {
                worker.addMetric(
                        name, (Gauge<Object>) (config, now) -> metric.value().get());
            } catch (IllegalArgumentException taken) {
                registered.withdraw();
                return null;
            }
            registered.names.add(name);
        }
        return registered;
    }

    @Override
    public void withdraw() {
        names.forEach(worker::removeMetric);
        names.clear();
    }
}
