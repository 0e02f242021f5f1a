package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a list of one or more words from a fixed set, in exact spelling. */
final class SomeOf implements ConfigDef.Validator {

    private final List<String> words;

    SomeOf(List<String> words) {
        this.words = List.copyOf(words);
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> given && (given.isEmpty() || !words.containsAll(given))) {
            throw new ConfigException(key, value, "expected one or more of " + String.join(", ", words));
        }
    }

    @Override
    public String toString() {
        return "one or more of " + String.join(", ", words);
    }
}
