package net.leasequery.transforms.internal.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Rejects a text without a visible character. */
public final class NotBlank implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException(key, value, "give a text that is not empty, or leave the key out");
        }
    }

    @Override
    public String toString() {
        return "not empty";
    }
}
