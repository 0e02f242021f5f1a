package net.leasequery.connect.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts, and recommends to user interfaces, a fixed choice of words; upper and lower case alike. */
final class OneOf implements ConfigDef.Validator, ConfigDef.Recommender {

    private final List<String> words;

    OneOf(String... words) {
        this.words = List.of(words);
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && words.stream().noneMatch(word -> word.equalsIgnoreCase(value.toString()))) {
            throw new ConfigException(key, value, "expected one of " + String.join(", ", words));
        }
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsedConfig) {
        return List.copyOf(words);
    }

    @Override
    public boolean visible(String key, Map<String, Object> parsedConfig) {
        return true;
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
