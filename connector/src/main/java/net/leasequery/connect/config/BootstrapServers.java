package net.leasequery.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts brokers as {@code host:port}. Does not resolve names. */
final class BootstrapServers implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> brokers) {
            brokers.forEach(broker -> check(key, broker.toString().strip()));
        }
    }

    private static void check(String key, String broker) {
        try {
            if (HostAndPort.parse(broker).port() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, broker, e.getMessage() + "; expected host:port, as in kafka1:9092");
        }
        throw new ConfigException(key, broker, "the port is missing; expected host:port, as in kafka1:9092");
    }

    @Override
    public String toString() {
        return "comma-separated host:port";
    }
}
