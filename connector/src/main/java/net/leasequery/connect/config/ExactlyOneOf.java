package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a fixed set of words in exact spelling, for values that Kafka uses unchanged. */
record ExactlyOneOf(List<String> words) implements ConfigDef.Validator {

    static ExactlyOneOf words(String... words) {
        return new ExactlyOneOf(List.of(words));
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && !words.contains(value.toString())) {
            throw new ConfigException(key, value, "expected one of " + this);
        }
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
