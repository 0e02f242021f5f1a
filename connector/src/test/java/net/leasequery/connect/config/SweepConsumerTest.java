package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consumer of the read-back may be given, past which no client policy of the cluster stands. */
class SweepConsumerTest {

    private static final String CANARY = "hunter2";
    private static final String USER = " required username=\"sweep\" password=\"" + CANARY + "\";";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule" + USER;
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule" + USER;

    private final Map<String, String> given = new HashMap<>(Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT",
            "sweep.bootstrap.servers", "kafka1:9092,[2001:db8::1]:9092"));

    @Test
    void aLoginByUserNameAndPasswordIsAllowed() {
        for (Map<String, String> login : List.of(
                Map.of("sasl.mechanism", "PLAIN", "sasl.jaas.config", PLAIN),
                Map.of("sasl.mechanism", "SCRAM-SHA-256", "sasl.jaas.config", SCRAM),
                Map.of("sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", SCRAM))) {
            consumer("security.protocol", "SASL_SSL", "request.timeout.ms", "20000");
            login.forEach((property, value) -> consumer(property, value));

            assertThat(errors()).isEmpty();
            assertThat(new LeasequeryConnectorConfig(given).servers()).hasSize(1);
        }
    }

    @Test
    void saysThatNothingIsReadBackWithoutBootstrapServers() {
        given.remove("sweep.bootstrap.servers");
        consumer("security.protocol", "SSL", "request.timeout.ms", "20000");

        assertThat(errors())
                .containsOnlyKeys("sweep.consumer.security.protocol", "sweep.consumer.request.timeout.ms")
                .allSatisfy((key, error) ->
                        assertThat(error).contains(key, "sweep.bootstrap.servers; set it, or remove this key"));
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given)).hasMessageContaining("sweep.bootstrap.servers");
    }

    /** Kafka's consumer refuses each of these when the task opens it, so that no read-back ever succeeds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ssl.truststore.password=x | ssl.truststore.password | ssl.truststore.location",
                "ssl.keystore.password=x | ssl.keystore.password | ssl.keystore.location",
                "ssl.keystore.location=/k.p12 | ssl.keystore.location | ssl.keystore.password",
                "ssl.truststore.type=PEM ssl.truststore.location=/t.pem ssl.truststore.password=x"
                        + " | ssl.truststore.password | PEM has no password",
                "ssl.keystore.type=PEM ssl.keystore.location=/k.pem ssl.keystore.password=x"
                        + " | ssl.keystore.password | ssl.key.password",
                "ssl.truststore.certificates=x | ssl.truststore.certificates | ssl.truststore.type=PEM",
                "ssl.truststore.type=PEM ssl.truststore.certificates=x ssl.truststore.location=/t.pem"
                        + " | ssl.truststore.certificates | remove one",
                "ssl.keystore.type=PEM ssl.keystore.key=x | ssl.keystore.key | ssl.keystore.certificate.chain",
                "ssl.keystore.type=PEM ssl.keystore.certificate.chain=x"
                        + " | ssl.keystore.certificate.chain | ssl.keystore.key",
                "ssl.keystore.key=x ssl.keystore.certificate.chain=x | ssl.keystore.key | ssl.keystore.type=PEM",
                "ssl.truststore.type=pem | ssl.truststore.type | upper case",
            })
    void storesThatKafkaWouldRefuseAreRefusedBefore(String properties, String key, String remedy) {
        consumer("security.protocol", "SSL");
        for (String property : properties.split(" ", -1)) {
            String[] parts = property.split("=", 2);
            consumer(parts[0], parts[1]);
        }

        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("for configuration sweep.consumer." + key + ": ")
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.truststore.location=/t.jks",
                "ssl.truststore.location=/t.jks ssl.truststore.password=x ssl.keystore.location=/k.jks"
                        + " ssl.keystore.password=x ssl.key.password=y",
                "ssl.truststore.type=pkcs12 ssl.truststore.location=/t.p12 ssl.truststore.password=x",
                "ssl.truststore.type=PEM ssl.truststore.location=/t.pem ssl.keystore.type=PEM"
                        + " ssl.keystore.location=/k.pem ssl.key.password=x",
                "ssl.truststore.type=PEM ssl.truststore.certificates=x ssl.keystore.type=PEM ssl.keystore.key=x"
                        + " ssl.keystore.certificate.chain=x ssl.key.password=x",
            })
    void storesThatKafkaTakesAreAllowed(String properties) {
        consumer("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", PLAIN);
        for (String property : properties.split(" ", -1)) {
            String[] parts = property.split("=", 2);
            consumer(parts[0], parts[1]);
        }

        assertThat(new LeasequeryConnectorConfig(given).servers()).hasSize(1);
    }

    /** Every property of Kafka's consumer that is not on the list, and what plug-ins add to it. */
    static Stream<String> notAllowed() {
        List<String> allowed = LeasequeryConnectorConfig.definition().names().stream()
                .filter(key -> key.startsWith("sweep.consumer."))
                .map(key -> key.substring("sweep.consumer.".length()))
                .toList();
        return Stream.concat(
                        ConsumerConfig.configNames().stream(),
                        Stream.of("config.providers", "config.providers.x.class", "anything", ""))
                .filter(property -> !allowed.contains(property));
    }

    @ParameterizedTest
    @MethodSource("notAllowed")
    void everythingElseIsRefusedAtItsKeyAndItsValueIsNotShown(String property) {
        consumer(property, CANARY);

        assertThat(errors()).containsOnlyKeys("sweep.consumer." + property);
        assertThat(errors().values())
                .singleElement()
                .asString()
                .contains("sweep.consumer." + property, "remove the key")
                .doesNotContain(CANARY);
        assertThat(ConfigValidation.validate(given).configValues().toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sweep.consumer." + property)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void whatLoadsClassesOrOpensUrlsIsAmongThem() {
        assertThat(notAllowed())
                .contains(
                        "metric.reporters",
                        "interceptor.classes",
                        "sasl.oauthbearer.token.endpoint.url",
                        "sasl.oauthbearer.jwks.endpoint.url",
                        "sasl.login.class",
                        "sasl.client.callback.handler.class",
                        "sasl.login.callback.handler.class",
                        "security.providers",
                        "ssl.engine.factory.class",
                        "ssl.provider",
                        "partition.assignment.strategy",
                        "config.providers");
    }

    static Stream<Arguments> logins() {
        String ldap = "com.sun.security.auth.module.LdapLoginModule";
        String jndi = "com.sun.security.auth.module.JndiLoginModule";
        return Stream.of(
                Arguments.of(ldap + USER, "no login of an allowed module"),
                Arguments.of(jndi + USER, "no login of an allowed module"),
                Arguments.of(
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule" + USER,
                        "no login of an allowed module"),
                Arguments.of("com.sun.security.auth.module.Krb5LoginModule" + USER, "no login of an allowed module"),
                Arguments.of(SCRAM + " " + ldap + USER, "no login of an allowed module"),
                Arguments.of("/* " + PLAIN + " */ " + ldap + USER, "no login of an allowed module"),
                Arguments.of("\"" + ldap + "\"" + USER, "no login of an allowed module"),
                Arguments.of(SCRAM + " broken", "no login of an allowed module"),
                Arguments.of(CANARY, "no login of an allowed module"),
                Arguments.of("", "no login of an allowed module"),
                Arguments.of(" ", "no login of an allowed module"),
                Arguments.of(SCRAM.replace(";", ""), "no login of an allowed module"),
                Arguments.of(PLAIN.replaceFirst("password=.*", ";"), "password is missing"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void otherLoginsAreRefusedWithoutAWordOfThem(String login, String why) {
        consumer("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login);

        assertThat(errors()).containsOnlyKeys("sweep.consumer.sasl.jaas.config");
        assertThat(errors().values())
                .singleElement()
                .asString()
                .contains("sasl.jaas.config", "[hidden]", why, "ScramLoginModule")
                .doesNotContain(CANARY)
                .doesNotContain("com.sun");
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given)).hasMessageNotContaining(CANARY);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "security.protocol", "SASL_TLS", "expected one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL"),
                Arguments.of("sasl.mechanism", "OAUTHBEARER", "expected one of PLAIN, SCRAM-SHA-256"),
                Arguments.of("sasl.mechanism", "GSSAPI", "expected one of PLAIN, SCRAM-SHA-256"),
                Arguments.of("sasl.mechanism", "plain", "expected one of PLAIN, SCRAM-SHA-256"),
                Arguments.of("ssl.keystore.type", "BCFKS", "expected one of JKS, PKCS12, PEM"),
                Arguments.of("ssl.enabled.protocols", "TLSv1", "one or more of TLSv1.3, TLSv1.2"),
                Arguments.of("ssl.protocol", "TLS", "expected one of TLSv1.3, TLSv1.2"),
                Arguments.of("ssl.endpoint.identification.algorithm", "LDAPS", "https"),
                Arguments.of("ssl.cipher.suites", "TLS_AES_256_GCM_SHA384,", "an entry is empty"),
                Arguments.of("request.timeout.ms", "soon", "INT"),
                Arguments.of("request.timeout.ms", "1", "at least 1000"),
                Arguments.of("metadata.max.age.ms", "9223372036854775807", "at most 86400000"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongValueIsReportedAtItsKey(String property, String value, String remedy) {
        consumer("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", PLAIN);
        consumer(property, value);

        assertThat(errors()).containsOnlyKeys("sweep.consumer." + property);
        assertThat(errors().values()).singleElement().asString().contains("sweep.consumer." + property, value, remedy);
    }

    @Test
    void saslNeedsAMechanismAndALogin() {
        consumer("security.protocol", "SASL_SSL");

        assertThat(errors()).containsOnlyKeys("sweep.consumer.sasl.mechanism", "sweep.consumer.sasl.jaas.config");
    }

    @Test
    void aLoginWithoutSaslAndStoresWithoutTlsAreRefused() {
        consumer("sasl.mechanism", "PLAIN", "sasl.jaas.config", PLAIN, "ssl.truststore.password", CANARY);

        assertThat(errors())
                .containsOnlyKeys(
                        "sweep.consumer.sasl.mechanism",
                        "sweep.consumer.sasl.jaas.config",
                        "sweep.consumer.ssl.truststore.password");
        assertThat(errors().toString()).contains("security.protocol").doesNotContain(CANARY);
    }

    @Test
    void theLoginModuleMustBeThatOfTheMechanism() {
        consumer("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", PLAIN);

        assertThat(errors()).containsOnlyKeys("sweep.consumer.sasl.jaas.config");
        assertThat(errors().toString()).contains("SCRAM-SHA-512").doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope/k.p12", "/dev/zero", "/"})
    void aStoreThatIsNoFileIsRefused(String file) {
        consumer("security.protocol", "SSL", "ssl.truststore.location", file);

        assertThat(errors()).containsOnlyKeys("sweep.consumer.ssl.truststore.location");
        assertThat(errors().toString()).contains(file, "file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka1",
                "kafka1:",
                "kafka1:0",
                "kafka1:x",
                "kafka1:9092,",
                "kafka1:+9092",
                "kafka1:٩٠٩٢",
                "SSL://kafka1:9092",
                ":9092"
            })
    void aBrokerNeedsHostAndPort(String brokers) {
        given.put("sweep.bootstrap.servers", brokers);

        assertThat(errors()).containsOnlyKeys("sweep.bootstrap.servers");
        assertThat(errors().toString()).contains(brokers);
    }

    /** Kafka's own consumer is content with the least and the most that is accepted. */
    @Test
    void everyLimitIsOneThatKafkasConsumerTakes() {
        LeasequeryConnectorConfig.definition().configKeys().values().stream()
                .filter(key -> key.name.startsWith("sweep.consumer.") && key.validator instanceof Limits)
                .forEach(key -> {
                    Limits limits = (Limits) key.validator;
                    for (long value : new long[] {limits.least(), limits.most()}) {
                        String property = key.name.substring("sweep.consumer.".length());
                        ConsumerConfig config = new ConsumerConfig(Map.of(
                                property,
                                Long.toString(value),
                                "bootstrap.servers",
                                "127.0.0.1:9092",
                                "key.deserializer",
                                ByteArrayDeserializer.class,
                                "value.deserializer",
                                ByteArrayDeserializer.class));
                        assertThat(((Number) Objects.requireNonNull(
                                                config.values().get(property)))
                                        .longValue())
                                .isEqualTo(value);
                    }
                });
    }

    private void consumer(String... propertiesAndValues) {
        for (int i = 0; i < propertiesAndValues.length; i += 2) {
            given.put("sweep.consumer." + propertiesAndValues[i], propertiesAndValues[i + 1]);
        }
    }

    private Map<String, String> errors() {
        return ValidationErrors.textByKey(given);
    }
}
