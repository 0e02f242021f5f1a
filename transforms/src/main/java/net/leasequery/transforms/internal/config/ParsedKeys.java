package net.leasequery.transforms.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The validated configuration of a transform. Rejects unknown keys: a misspelled key must not be ignored. */
public final class ParsedKeys {

    /** Keys that Kafka Connect itself adds to those of a transform or predicate. */
    private static final Set<String> OF_CONNECT = Set.of("type", "predicate", "negate", "plugin.version");

    private final Map<String, Object> values;

    private ParsedKeys(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Parses a configuration.
     *
     * @throws ConfigException with key, value and remedy
     */
    public static ParsedKeys of(ConfigDef definition, Map<String, ?> given) {
        for (String key : given.keySet()) {
            if (!definition.names().contains(key) && !OF_CONNECT.contains(key)) {
                throw new ConfigException("Unknown configuration " + key + ": remove it, or use one of "
                        + String.join(", ", definition.names().stream().sorted().toList()));
            }
        }
        return new ParsedKeys(definition.parse(given));
    }

    public String text(String key) {
        return String.valueOf(values.get(key));
    }

    /** Null if the key is not set. */
    public @Nullable String optionalText(String key) {
        return (String) values.get(key);
    }

    public int number(String key) {
        return values.get(key) instanceof Integer number ? number : 0;
    }

    public List<String> list(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Null if the key is not set. */
    public @Nullable Password password(String key) {
        return (Password) values.get(key);
    }
}
