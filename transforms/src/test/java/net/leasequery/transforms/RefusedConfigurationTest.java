package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake is answered with the key, what was given, and what would be right. */
class RefusedConfigurationTest {

    static final String SECRET = Base64.getEncoder().encodeToString(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "on.incomplete; skip; pass, drop, fail",
                "resync.origins; SNAPSHOT,ALL; any of SNAPSHOT, POLL, GAP_FILL, CATCH_UP",
                "output.schema; yes; keep, none",
                "on.incomplet; pass; on.incomplete",
            })
    void ofAModel(String key, String value, String remedy) {
        assertRefused(new ToOcsf<>(), Map.of(key, value), key, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.0/33; between 0 and 32",
                "192.0.2.7/24; 192.0.2.0/24",
                "localhost/8; write it as 192.0.2.0/24",
                "2001:db8::1/32; 2001:db8::/32",
                "192.0.2.0/; between 0 and 32",
                "fe80::1%eth0; write it as 192.0.2.0/24",
                "192.0.2.0/24,,192.0.3.0/24; an entry is empty",
                "','; an entry is empty",
            })
    void ofASubnet(String subnet, String remedy) {
        assertRefused(new InSubnet<>(), Map.of("subnets", subnet), "subnets", remedy);
        assertRefused(new PseudonymizeBinding<>(), pseudonyms("exclude.subnets", subnet), "exclude.subnets", remedy);
    }

    @Test
    void ofPredicatesAndOctets() {
        assertRefused(new InSubnet<>(), Map.of("subnets", ""), "subnets", "at least one");
        assertRefused(new InSubnet<>(), Map.of("subnets", "::/0", "field", "x"), "field", "relay.giaddr");
        assertRefused(new HeaderMatches<>(), Map.of("header", "h", "pattern", "("), "pattern", "regular expression");
        assertRefused(new HeaderMatches<>(), Map.of("pattern", "x"), "header", "required");
        assertRefused(new IsSnapshot<>(), Map.of("origins", "NOW"), "origins", "any of SNAPSHOT");
        assertRefused(new OctetsToText<>(), Map.of("decode", "all"), "decode", "any of client, relay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hmac.key; c2hvcnQ=; at least 32 random octets",
                "hmac.key; not-base64!; base64",
                "hmac.key.id; K_1; lower-case letters and digits",
                "field.address; drop; keep, hmac, truncate",
                "field.hostname; truncate; keep, hmac, drop",
                "field.hostnmae; hmac; field.hostname",
                "truncate.ipv4.prefix.length; 40; 32",
                "on.unknown.record; ignore; fail, drop, pass",
                "hmac.previous.key.id; k0; set both, or neither",
            })
    void ofPseudonyms(String key, String value, String remedy) {
        assertRefused(new PseudonymizeBinding<>(), pseudonyms(key, value), key, remedy);
    }

    @Test
    void aRotationNeedsTwoKeysWithTwoNames() {
        Map<String, String> keys = pseudonyms("hmac.previous.key", SECRET);
        keys.put("hmac.previous.key.id", "k1");
        assertRefused(new PseudonymizeBinding<>(), keys, "hmac.previous.key.id", "a name of its own");
        keys.put("hmac.previous.key.id", "k0");
        assertRefused(new PseudonymizeBinding<>(), keys, "hmac.previous.key", "a new key");
    }

    @Test
    void noMessageShowsAKey() {
        for (String secret : List.of("c2VjcmV0LXNlY3JldA==", "secret!secret")) {
            assertThatThrownBy(() -> new PseudonymizeBinding<SinkRecord>().configure(pseudonyms("hmac.key", secret)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("[hidden]")
                    .hasMessageNotContaining(secret);
        }
    }

    @Test
    void everyPluginHasAServiceEntryAVersionAndDocumentedKeys() {
        List<?> plugins = Stream.concat(services(Transformation.class), services(Predicate.class))
                .filter(plugin -> plugin.getClass().getName().startsWith("net.leasequery."))
                .toList();

        assertThat(plugins)
                .extracting(plugin -> plugin.getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "OctetsToText",
                        "PseudonymizeBinding",
                        "ToAsim",
                        "ToCim",
                        "ToEcs",
                        "ToOcsf",
                        "HeaderMatches",
                        "InSubnet",
                        "IsSnapshot");
        for (Object plugin : plugins) {
            assertThat(((Versioned) plugin).version()).isNotBlank();
            ConfigDef definition = plugin instanceof Transformation<?> transform
                    ? transform.config()
                    : ((Predicate<?>) plugin).config();
            assertThat(definition.configKeys().values())
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(key.documentation).hasSizeGreaterThan(20));
        }
    }

    @Test
    void whatConnectAddsToTheKeysIsNoMistake() {
        new ToOcsf<SinkRecord>()
                .configure(Map.of("type", "net.leasequery.transforms.ToOcsf", "predicate", "p", "negate", "true"));
        new IsSnapshot<SinkRecord>().configure(Map.of("type", "x", "plugin.version", "[1,)"));
    }

    static Map<String, String> pseudonyms(String key, String value) {
        Map<String, String> keys = new HashMap<>(Map.of("hmac.key", SECRET, "hmac.key.id", "k1"));
        keys.put(key, value);
        return keys;
    }

    private static void assertRefused(Configurable plugin, Map<String, String> keys, String key, String remedy) {
        assertThatThrownBy(() -> plugin.configure(keys))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(remedy);
    }

    private static Stream<Object> services(Class<?> type) {
        return ServiceLoader.load(type).stream().map(ServiceLoader.Provider::get);
    }
}
