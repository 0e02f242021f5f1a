package net.leasequery.transforms.internal.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a list of words from a fixed choice. */
public final class Choices implements ConfigDef.Validator {

    private final List<String> words;

    public Choices(String... words) {
        this.words = List.of(words);
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> list && !words.containsAll(list)) {
            throw new ConfigException(key, value, "use any of " + String.join(", ", words));
        }
    }

    @Override
    public String toString() {
        return "any of " + String.join(", ", words);
    }
}
