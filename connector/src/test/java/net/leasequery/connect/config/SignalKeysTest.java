package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalKeysTest {

    @Test
    void withATopicAndAClusterThereAreSignals() {
        LeasequeryConnectorConfig config = config("campus.signals", "kafka:9092");

        assertThat(config.signals(config.servers().get(0))).extracting("topic").isEqualTo("campus.signals");
    }

    @Test
    void withoutATopicThereAreNone() {
        LeasequeryConnectorConfig config = config("", "kafka:9092");

        assertThat(config.signals(config.servers().get(0))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campus.signals | '' | set that as well",
                "campus.events | kafka:9092 | as in campus.signals",
                "campus signals | kafka:9092 | no topic has such a name",
                ".. | kafka:9092 | no topic has such a name",
            })
    void aMistakeNamesTheKeyTheValueAndTheRemedy(String topic, String brokers, String remedy) {
        assertThatThrownBy(() -> config(topic, brokers))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Invalid value " + topic + " for configuration signal.topic")
                .hasMessageContaining(remedy);
    }

    private static LeasequeryConnectorConfig config(String topic, String brokers) {
        return new LeasequeryConnectorConfig(new HashMap<>(Map.of(
                "dhcp.servers", "east=192.0.2.1",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "sweep.bootstrap.servers", brokers,
                "signal.topic", topic)));
    }
}
