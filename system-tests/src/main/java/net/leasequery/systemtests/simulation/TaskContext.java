package net.leasequery.systemtests.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** What a worker gives to a task: its configuration, its stored offsets, and metrics that are discarded. */
record TaskContext(Map<String, String> configs, SimulatedKafka kafka) implements SourceTaskContext {

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
                return kafka.offset(partition);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> stored = new HashMap<>();
                for (Map<String, T> partition : partitions) {
                    Map<String, Object> offset = kafka.offset(partition);
                    if (offset != null) {
                        stored.put(partition, offset);
                    }
                }
                return stored;
            }
        };
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return NoMetrics.INSTANCE;
    }

    private enum NoMetrics implements PluginMetrics {
        INSTANCE;

        private static UnsupportedOperationException unknown(String name) {
            return new UnsupportedOperationException("no sensor " + name + " in a simulation");
        }

        @Override
        @SuppressWarnings("NonApiType") // Connect's interface wants it so
        public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
            return new MetricName(name, "simulation", description, tags);
        }

        @Override
        public void addMetric(MetricName metricName, MetricValueProvider<?> metricValueProvider) {
            // Nobody reads it.
        }

        @Override
        public void removeMetric(MetricName metricName) {
            // Nobody reads it.
        }

        @Override
        public Sensor addSensor(String name) {
            throw unknown(name);
        }

        @Override
        public void removeSensor(String name) {
            throw unknown(name);
        }
    }
}
