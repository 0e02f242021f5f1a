package net.leasequery.connect.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Finds conflicts between values of {@link SweepConsumerKeys} that are valid by themselves. */
final class SweepConsumerChecks {

    private static final String KAFKAS_DEFAULT = "PLAINTEXT";

    private final Map<String, ?> parsed;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private SweepConsumerChecks(Map<String, ?> parsed) {
        this.parsed = parsed;
    }

    /**
     * Returns messages by key; empty if there are no errors.
     *
     * @param parsed values by key, parsed and valid by themselves
     * @param given the keys of the configuration as written
     */
    static Map<String, String> problems(Map<String, ?> parsed, Map<String, String> given) {
        SweepConsumerChecks checks = new SweepConsumerChecks(parsed);
        checks.somewhereToConnect(given);
        boolean valid = !given.containsKey(SweepConsumerKeys.SECURITY_PROTOCOL)
                || parsed.get(SweepConsumerKeys.SECURITY_PROTOCOL) != null;
        if (valid) {
            String protocol = checks.text(SweepConsumerKeys.SECURITY_PROTOCOL, KAFKAS_DEFAULT)
                    .toUpperCase(Locale.ROOT);
            checks.sasl(protocol, given);
            checks.tls(protocol);
        }
        return checks.problems;
    }

    /** An operator who sets these keys expects that the topic is read back. */
    private void somewhereToConnect(Map<String, String> given) {
        if (given.getOrDefault(Keys.SWEEP_SERVERS, "").isBlank()) {
            parsed.keySet().stream()
                    .filter(key -> key.startsWith(SweepConsumerKeys.PREFIX) && given.containsKey(key))
                    .forEach(key -> problem(
                            key,
                            parsed.get(key),
                            "nothing is read back without " + Keys.SWEEP_SERVERS + "; set it, or remove this"
                                    + " key"));
        }
    }

    private void sasl(String protocol, Map<String, String> given) {
        Object mechanism = parsed.get(SweepConsumerKeys.SASL_MECHANISM);
        Object login = parsed.get(SweepConsumerKeys.SASL_JAAS_CONFIG);
        if (protocol.startsWith("SASL")) {
            require(SweepConsumerKeys.SASL_MECHANISM, mechanism, given, protocol, "PLAIN or SCRAM-SHA-512");
            require(SweepConsumerKeys.SASL_JAAS_CONFIG, login, given, protocol, "the login of the consumer");
            if (mechanism != null && login instanceof Password jaas && !JaasConfig.fits(jaas, mechanism.toString())) {
                problem(
                        SweepConsumerKeys.SASL_JAAS_CONFIG,
                        jaas,
                        "the login module is not the one of " + SweepConsumerKeys.SASL_MECHANISM + "=" + mechanism
                                + "; PLAIN needs PlainLoginModule, SCRAM needs ScramLoginModule");
            }
        } else {
            String remedy =
                    " speaks no SASL; set " + SweepConsumerKeys.SECURITY_PROTOCOL + "=SASL_SSL, or remove this key";
            refuse(SweepConsumerKeys.SASL_MECHANISM, mechanism, protocol + remedy);
            refuse(SweepConsumerKeys.SASL_JAAS_CONFIG, login, protocol + remedy);
        }
    }

    private void tls(String protocol) {
        if (!protocol.endsWith("SSL")) {
            parsed.forEach((key, value) -> {
                if (key.startsWith(SweepConsumerKeys.SSL_PREFIX)) {
                    refuse(
                            key,
                            value,
                            protocol + " is clear text; set " + SweepConsumerKeys.SECURITY_PROTOCOL
                                    + " to SSL or SASL_SSL, or remove this key");
                }
            });
        } else {
            new SweepStoreChecks(parsed, (key, what) -> problem(key, parsed.get(key), what)).run();
        }
    }

    /** Reports a missing value, unless one was given that is invalid by itself. */
    private void require(String key, @Nullable Object value, Map<String, String> given, String protocol, String what) {
        if (value == null && !given.containsKey(key)) {
            problem(key, null, SweepConsumerKeys.SECURITY_PROTOCOL + "=" + protocol + " needs it; give " + what);
        }
    }

    private void refuse(String key, @Nullable Object value, String remedy) {
        if (value != null) {
            problem(key, value, remedy);
        }
    }

    private void problem(String key, @Nullable Object value, String remedy) {
        problems.put(key, CrossChecks.invalid(key, value) + remedy);
    }

    private String text(String key, String otherwise) {
        return parsed.get(key) instanceof String text ? text : otherwise;
    }
}
