package net.leasequery.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** What a worker from before Kafka 4.1 gives to a task: stored offsets, and no metrics of its own. */
final class TaskContext implements SourceTaskContext {

    private final Map<String, String> partition;
    private final @Nullable Map<String, Object> storedOffset;

    /** Knows an offset of the server {@code east} in this family, as {@code dhcp.family} names it. */
    TaskContext(String family, @Nullable Map<String, Object> storedOffset) {
        this.partition = Map.of("server", "east", "family", family);
        this.storedOffset = storedOffset;
    }

    /** Knows an offset of this server. */
    TaskContext(String server, String family, Map<String, Object> storedOffset) {
        this.partition = Map.of("server", server, "family", family);
        this.storedOffset = storedOffset;
    }

    /** Knows no offset of any server. */
    TaskContext() {
        this("ipv4", null);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new NoSuchMethodError("pluginMetrics");
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            public <T> @Nullable Map<String, Object> offset(Map<String, T> asked) {
                return asked.equals(partition) ? storedOffset : null;
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
                partitions.forEach(partition -> offsets.put(partition, offset(partition)));
                return offsets;
            }
        };
    }
}
