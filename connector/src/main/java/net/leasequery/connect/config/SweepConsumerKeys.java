package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The consumer properties of the read-back that may be configured, as separate keys: how to reach the brokers and how
 * long to wait. Properties that load a class, open a URL or run an arbitrary login module are excluded, because Kafka
 * Connect's policy for client overrides does not apply to this consumer.
 */
final class SweepConsumerKeys {

    static final String PREFIX = Keys.SWEEP_CONSUMER_PREFIX;
    static final String SECURITY_PROTOCOL = PREFIX + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
    static final String SASL_MECHANISM = PREFIX + SaslConfigs.SASL_MECHANISM;
    static final String SASL_JAAS_CONFIG = PREFIX + SaslConfigs.SASL_JAAS_CONFIG;
    static final String SSL_PREFIX = PREFIX + "ssl.";
    static final String KEYSTORE_LOCATION = PREFIX + SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;
    static final String TRUSTSTORE_LOCATION = PREFIX + SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG;

    private static final List<String> TLS_VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final ConfigDefBuilder form;

    private SweepConsumerKeys(ConfigDefBuilder form) {
        this.form = form;
    }

    static void define(ConfigDefBuilder form) {
        form.group("Reading the topic back");
        SweepConsumerKeys keys = new SweepConsumerKeys(form);
        form.onlyIf(
                Keys.SWEEP_SERVERS, brokers -> brokers instanceof Collection<?> some && !some.isEmpty(), keys::define);
    }

    private void define() {
        key(
                SECURITY_PROTOCOL,
                STRING,
                new OneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                "Protocol of the connections to the brokers. Without this key, `PLAINTEXT`.");
        key(
                SASL_MECHANISM,
                STRING,
                ExactlyOneOf.words("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"),
                "SASL mechanism of the consumer. Required with `SASL_PLAINTEXT` and `SASL_SSL`.");
        key(
                SASL_JAAS_CONFIG,
                PASSWORD,
                new JaasConfig(),
                "Credentials of the consumer, as `org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"…\" password=\"…\";`, or the same with"
                        + " `org.apache.kafka.common.security.plain.PlainLoginModule`. No other login module is"
                        + " allowed.");
        form.onlyIf(
                SECURITY_PROTOCOL,
                protocol ->
                        protocol.toString().toUpperCase(java.util.Locale.ROOT).endsWith("SSL"),
                this::tls);
        time(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, INT, 1_000, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, INT, 1_000, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, LONG, 100, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, LONG, 100, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, LONG, 10, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONG, 10, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, LONG, 10, 10 * Limits.MINUTE_MS);
        time(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG, LONG, 1_000, Limits.DAY_MS);
        time(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, LONG, 1_000, Limits.DAY_MS);
    }

    private void tls() {
        OneOf types = new OneOf("JKS", "PKCS12", "PEM");
        ssl(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, STRING, types);
        ssl(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, STRING, null);
        ssl(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_KEY_PASSWORD_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, STRING, types);
        ssl(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, STRING, null);
        ssl(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, PASSWORD, null);
        ssl(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, STRING, new EndpointIdentification());
        ssl(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, LIST, new SomeOf(TLS_VERSIONS));
        ssl(SslConfigs.SSL_PROTOCOL_CONFIG, STRING, ExactlyOneOf.words("TLSv1.3", "TLSv1.2"));
        ssl(SslConfigs.SSL_CIPHER_SUITES_CONFIG, LIST, null);
    }

    private void ssl(String property, ConfigDef.Type type, ConfigDef.@Nullable Validator validator) {
        key(PREFIX + property, type, validator, "`" + property + "` of the consumer, as Kafka documents it.");
    }

    private void time(String property, ConfigDef.Type type, long least, long most) {
        form.define(
                PREFIX + property,
                type,
                null,
                Limits.between(least, most),
                LOW,
                Width.SHORT,
                property,
                "`" + property + "` of the consumer, in milliseconds; Kafka's default unless given.");
    }

    private void key(String key, ConfigDef.Type type, ConfigDef.@Nullable Validator validator, String documentation) {
        form.define(key, type, null, validator, MEDIUM, Width.LONG, key.substring(PREFIX.length()), documentation);
    }
}
