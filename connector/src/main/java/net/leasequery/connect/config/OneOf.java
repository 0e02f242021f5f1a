package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a fixed set of words, ignoring case. {@link ConfigDefBuilder} offers them to user interfaces. */
final class OneOf implements ConfigDef.Validator {

    private final List<String> words;

    OneOf(String... words) {
        this.words = List.of(words);
    }

    List<String> words() {
        return words;
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && words.stream().noneMatch(word -> word.equalsIgnoreCase(value.toString()))) {
            throw new ConfigException(key, value, "expected one of " + String.join(", ", words));
        }
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
