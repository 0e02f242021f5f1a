package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last record of a key is the server's binding only if the producer keeps the order and waits for Kafka. */
class ProducerOverridesTest {

    private static final String PREFIX = "producer.override.";

    private final Map<String, String> given = new HashMap<>(Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT"));

    @ParameterizedTest
    @CsvSource({
        "acks, 0, set it to all",
        "acks, ' 1 ', set it to all",
        "max.in.flight.requests.per.connection, 5, producer.override.enable.idempotence=true",
        "partitioner.ignore.keys, TRUE, remove the key",
        "partitioner.class, org.apache.kafka.clients.producer.RoundRobinPartitioner, remove the key",
    })
    void anOverrideThatMayLoseABindingIsRefused(String property, String value, String remedy) {
        given.put(PREFIX + property, value);

        assertThat(errors()).containsOnlyKeys(PREFIX + property);
        assertThat(errors().get(PREFIX + property))
                .singleElement()
                .asString()
                .startsWith("Invalid value " + value.strip() + " for configuration " + PREFIX + property + ": ")
                .contains(remedy);
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(PREFIX + property, remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "acks, all",
        "acks, -1",
        "max.in.flight.requests.per.connection, 1",
        "max.in.flight.requests.per.connection, many",
        "partitioner.ignore.keys, false",
        "partitioner.class, org.example.ByRegion",
        "compression.type, zstd",
        "enable.idempotence, false",
    })
    void otherOverridesAreLeftToKafka(String property, String value) {
        given.put(PREFIX + property, value);

        assertThat(errors()).isEmpty();
    }

    @Test
    void anIdempotentProducerKeepsTheOrderOfSeveralRequests() {
        given.put(PREFIX + "max.in.flight.requests.per.connection", "5");
        given.put(PREFIX + "enable.idempotence", "true");
        assertThat(errors()).isEmpty();

        given.remove(PREFIX + "enable.idempotence");
        given.put("exactly.once.support", "Required");
        assertThat(errors()).isEmpty();
    }

    private Map<String, List<String>> errors() {
        return ValidationErrors.byKey(given);
    }
}
