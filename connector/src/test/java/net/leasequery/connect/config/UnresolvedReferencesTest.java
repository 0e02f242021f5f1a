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

/**
 * Kafka Connect leaves a reference as it is if the worker has no such ConfigProvider, or if the provider does not know
 * the key.
 */
class UnresolvedReferencesTest {

    private final Map<String, String> given = new HashMap<>(Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "ssl.keystore.type", "PEM",
            "ssl.truststore.type", "PEM",
            "ssl.keystore.key", "${dir:/etc/leasequery:requestor-key.pem}",
            "ssl.keystore.certificate.chain", "${dir:/etc/leasequery:requestor.pem}",
            "ssl.truststore.certificates", " ${dir:/etc/leasequery:authority.pem} "));

    @Test
    void eachIsNamedInsteadOfItsEffects() {
        Map<String, List<String>> errors = errors();

        assertThat(errors)
                .containsOnlyKeys("ssl.keystore.key", "ssl.keystore.certificate.chain", "ssl.truststore.certificates");
        assertThat(errors.get("ssl.keystore.key"))
                .containsExactly("Invalid value ${dir:/etc/leasequery:requestor-key.pem} for configuration"
                        + " ssl.keystore.key: the worker has not replaced this reference; define the ConfigProvider"
                        + " dir in the properties of every worker (config.providers=dir), and make sure that it has"
                        + " the key requestor-key.pem");
        assertThat(errors.values()).allSatisfy(messages -> assertThat(messages).hasSize(1));
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("${dir:/etc/leasequery:authority.pem}");
    }

    @ParameterizedTest
    @CsvSource({
        "dhcp.servers, ${file:/etc/servers:east}, east",
        "max.queue.size, ${env:SIZE}, SIZE",
        "sweep.consumer.sasl.jaas.config, ${vault:kafka/lease:jaas}, jaas",
    })
    void everyKeyIsChecked(String key, String reference, String missing) {
        given.put(key, reference);

        assertThat(errors().get(key)).singleElement().asString().contains(reference, "has the key " + missing);
    }

    /** What a provider has returned may look like anything. */
    @Test
    void textWithAReferenceInItIsNoReference() {
        given.keySet().removeIf(key -> key.startsWith("ssl."));
        given.put("security.protocol", "PLAINTEXT");
        given.put("vpn.id", "name:a${b:c}");

        assertThat(errors()).isEmpty();
    }

    private Map<String, List<String>> errors() {
        return ValidationErrors.byKey(given);
    }
}
