package net.leasequery.systemtests.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** What a worker gives to a task: its configuration, its stored offsets, and a place for its metrics. */
record TaskContext(Map<String, String> configs, SimulatedKafka kafka, TaskMetrics metrics)
        implements SourceTaskContext {

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
        return metrics;
    }
}
