package net.leasequery.connect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts the only algorithm that exists, or none. */
final class EndpointIdentification implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty() && !TlsKeys.HTTPS.equalsIgnoreCase(value.toString())) {
            throw new ConfigException(key, value, "expected " + this);
        }
    }

    @Override
    public String toString() {
        return "https, or nothing";
    }
}
