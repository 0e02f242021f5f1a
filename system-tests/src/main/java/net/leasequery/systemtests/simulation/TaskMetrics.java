package net.leasequery.systemtests.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.jspecify.annotations.Nullable;

/** The metrics that a task has published. */
final class TaskMetrics implements PluginMetrics {

    private final Map<String, Gauge<?>> gauges = new HashMap<>();

    /** The present value; null if there is no such metric. */
    @Nullable
    Object value(String name) {
        Gauge<?> gauge = gauges.get(name);
        return gauge == null ? null : gauge.value(new MetricConfig(), 0);
    }

    @Override
    @SuppressWarnings("NonApiType") // Connect's interface wants it so
    public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
        return new MetricName(name, "simulation", description, tags);
    }

    @Override
    public void addMetric(MetricName metricName, MetricValueProvider<?> metricValueProvider) {
        if (metricValueProvider instanceof Gauge<?> gauge) {
            gauges.put(metricName.name(), gauge);
        }
    }

    @Override
    public void removeMetric(MetricName metricName) {
        gauges.remove(metricName.name());
    }

    @Override
    public Sensor addSensor(String name) {
        throw unknown(name);
    }

    @Override
    public void removeSensor(String name) {
        throw unknown(name);
    }

    private static UnsupportedOperationException unknown(String name) {
        return new UnsupportedOperationException("no sensor " + name + " in a simulation");
    }
}
