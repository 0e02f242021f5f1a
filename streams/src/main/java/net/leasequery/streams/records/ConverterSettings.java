package net.leasequery.streams.records;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The converters of records, as in the configuration of a Kafka Connect worker.
 *
 * @param key configuration of {@code key.converter}: the class under the empty key, its own keys without the prefix
 * @param value configuration of {@code value.converter}, likewise
 * @param pluginPath folders of plugins
 */
public record ConverterSettings(Map<String, String> key, Map<String, String> value, List<Path> pluginPath) {

    /** Copies the collections. */
    public ConverterSettings {
        key = Map.copyOf(key);
        value = Map.copyOf(value);
        pluginPath = List.copyOf(pluginPath);
    }
}
