package net.leasequery.quickstart.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connector as described by a file in {@code config-examples}: a request of Connect's REST API, with
 * {@code ${placeholders}} for values that are known only when the processes run.
 *
 * @param name the connector's name
 * @param configuration placeholders resolved
 */
public record ConnectorExample(String name, Map<String, String> configuration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ConnectorExample {
        configuration = Map.copyOf(configuration);
    }

    /**
     * Reads a file and fills in its placeholders.
     *
     * @throws IOException if the file does not exist or is not JSON
     * @throws IllegalArgumentException if there is no value for a placeholder
     */
    public static ConnectorExample read(Path file, Map<String, String> values) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalArgumentException(
                    file + " has placeholders besides " + values.keySet() + ": " + text.substring(text.indexOf("${")));
        }
        JsonNode example = JSON.readTree(text);
        Map<String, String> configuration = new TreeMap<>();
        example.path("config")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        return new ConnectorExample(example.path("name").asText(), configuration);
    }

    /**
     * The value of a key, which must be in the example.
     *
     * @throws IllegalArgumentException if the example does not have the key
     */
    public String value(String key) {
        String value = configuration.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no " + key);
        }
        return value;
    }

    /** The same connector with one key added or changed. */
    public ConnectorExample with(String key, String value) {
        Map<String, String> more = new TreeMap<>(configuration);
        more.put(key, value);
        return new ConnectorExample(name, more);
    }

    /** The same configuration under another name. */
    public ConnectorExample named(String otherName) {
        return new ConnectorExample(otherName, configuration);
    }
}
