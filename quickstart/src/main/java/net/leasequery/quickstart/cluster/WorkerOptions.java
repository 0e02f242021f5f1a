package net.leasequery.quickstart.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a worker.
 *
 * @param name a word for folder, log files and messages
 * @param group workers of one group share connectors and offsets
 * @param exactlyOnce whether source records and their offsets are written in one transaction
 * @param pluginZips plugins to unpack, besides the Avro converter
 * @param pluginFolders more folders for {@code plugin.path}
 * @param overrides worker configuration that takes precedence over the kit's own
 * @param jvmOptions options of the worker's JVM, besides the kit's own
 * @param runtime another Kafka Connect or JDK than the kit's; null for the kit's
 */
public record WorkerOptions(
        String name,
        String group,
        boolean exactlyOnce,
        List<Path> pluginZips,
        List<Path> pluginFolders,
        Map<String, String> overrides,
        List<String> jvmOptions,
        @Nullable WorkerRuntime runtime) {

    public WorkerOptions {
        pluginZips = List.copyOf(pluginZips);
        pluginFolders = List.copyOf(pluginFolders);
        overrides = Map.copyOf(overrides);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A worker with only the Avro converter as plugin, at least once. */
    public static WorkerOptions plain() {
        return new WorkerOptions("worker", "connect", false, List.of(), List.of(), Map.of(), List.of(), null);
    }

    public WorkerOptions withName(String otherName) {
        return new WorkerOptions(
                otherName, group, exactlyOnce, pluginZips, pluginFolders, overrides, jvmOptions, runtime);
    }

    public WorkerOptions withGroup(String otherGroup) {
        return new WorkerOptions(
                name, otherGroup, exactlyOnce, pluginZips, pluginFolders, overrides, jvmOptions, runtime);
    }

    public WorkerOptions withExactlyOnce(boolean enabled) {
        return new WorkerOptions(name, group, enabled, pluginZips, pluginFolders, overrides, jvmOptions, runtime);
    }

    public WorkerOptions withPluginZips(List<Path> zips) {
        return new WorkerOptions(name, group, exactlyOnce, zips, pluginFolders, overrides, jvmOptions, runtime);
    }

    public WorkerOptions withPluginFolders(List<Path> folders) {
        return new WorkerOptions(name, group, exactlyOnce, pluginZips, folders, overrides, jvmOptions, runtime);
    }

    public WorkerOptions withOverride(String key, String value) {
        Map<String, String> more = new HashMap<>(overrides);
        more.put(key, value);
        return new WorkerOptions(name, group, exactlyOnce, pluginZips, pluginFolders, more, jvmOptions, runtime);
    }

    public WorkerOptions withJvmOptions(List<String> options) {
        return new WorkerOptions(name, group, exactlyOnce, pluginZips, pluginFolders, overrides, options, runtime);
    }

    public WorkerOptions withRuntime(WorkerRuntime otherRuntime) {
        return new WorkerOptions(
                name, group, exactlyOnce, pluginZips, pluginFolders, overrides, jvmOptions, otherRuntime);
    }
}
