package net.leasequery.connect.config;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Finds combinations of the TLS keys of {@link SweepConsumerKeys} with which Kafka's consumer cannot be opened. The
 * rules are those of Kafka's {@code DefaultSslEngineFactory}.
 */
final class SweepStoreChecks {

    private static final String PEM = "PEM";

    private final Map<String, ?> parsed;
    private final BiConsumer<String, String> problem;

    /**
     * @param parsed values by key, parsed and valid by themselves
     * @param problem takes a key and what is wrong with its value
     */
    SweepStoreChecks(Map<String, ?> parsed, BiConsumer<String, String> problem) {
        this.parsed = parsed;
        this.problem = problem;
    }

    void run() {
        types(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
        types(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
        together(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
        together(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, SslConfigs.SSL_KEYSTORE_KEY_CONFIG);
        text(
                SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        text(
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        password(
                SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                "a key of a PEM store is protected by " + name(SslConfigs.SSL_KEY_PASSWORD_CONFIG));
        password(
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                "a store of type PEM has no password");
        if (!isPem(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG)
                && has(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
                && !has(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG)) {
            wrong(
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    "its password is missing; set " + name(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
        }
    }

    /** Kafka compares this one word with regard to case. */
    private void types(String type) {
        if (parsed.get(name(type)) instanceof String given
                && !given.equals(PEM)
                && given.toUpperCase(Locale.ROOT).equals(PEM)) {
            wrong(type, "write it in upper case: " + PEM);
        }
    }

    private void together(String property, String other) {
        if (has(property) && !has(other)) {
            wrong(property, "it needs " + name(other) + "; set that as well");
        }
    }

    private void text(String property, String type, String location) {
        if (has(property) && !isPem(type)) {
            wrong(property, "PEM text needs " + name(type) + "=" + PEM + "; set that");
        } else if (has(property) && has(location)) {
            wrong(property, name(location) + " names another store; remove one of them");
        }
    }

    private void password(String property, String type, String location, String ofPem) {
        if (has(property) && isPem(type)) {
            wrong(property, ofPem + "; remove this key");
        } else if (has(property) && !has(location)) {
            wrong(property, "there is no store to open with it; set " + name(location) + ", or remove this key");
        }
    }

    private boolean isPem(String type) {
        return PEM.equals(parsed.get(name(type)));
    }

    private boolean has(String property) {
        return parsed.get(name(property)) != null;
    }

    private void wrong(String property, String what) {
        problem.accept(name(property), what);
    }

    private static String name(String property) {
        return SweepConsumerKeys.PREFIX + property;
    }
}
