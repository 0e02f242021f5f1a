package net.leasequery.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a JAAS login with Kafka's own modules for user name and password. Uses Kafka's own parser, so that the login
 * checked here is the login that the consumer uses. The messages never quote the value.
 */
final class JaasConfig implements ConfigDef.Validator {

    private static final String PLAIN = PlainLoginModule.class.getName();
    private static final String SCRAM = ScramLoginModule.class.getName();
    private static final Set<String> ALLOWED = Set.of(PLAIN, SCRAM);

    private static final String EXPECTED = "expected " + SCRAM + " or " + PLAIN
            + ", then: required username=\"…\" password=\"…\"; (with the semicolon at the end)";

    /** Whether the login is that of this SASL mechanism. */
    static boolean fits(Password login, String mechanism) {
        List<AppConfigurationEntry> modules = modules(login);
        return modules != null
                && modules.stream()
                        .allMatch(module ->
                                module.getLoginModuleName().equals(mechanism.equals("PLAIN") ? PLAIN : SCRAM));
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof Password login) {
            List<AppConfigurationEntry> modules = modules(login);
            if (modules == null
                    || !modules.stream().allMatch(module -> ALLOWED.contains(module.getLoginModuleName()))) {
                throw refused(key, "no login of an allowed module can be read from it; " + EXPECTED);
            }
            if (!modules.stream().allMatch(module -> hasBoth(module.getOptions()))) {
                throw refused(key, "user name or password is missing; " + EXPECTED);
            }
        }
    }

    private static boolean hasBoth(Map<String, ?> options) {
        return options.get("username") != null && options.get("password") != null;
    }

    /** Null if Kafka cannot parse the login. Kafka's error may quote a secret and is dropped. */
    private static @Nullable List<AppConfigurationEntry> modules(Password login) {
        try {
            return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, login))
                    .configurationEntries();
        } catch (IllegalArgumentException | KafkaException e) {
            return null;
        }
    }

    private static ConfigException refused(String key, String remedy) {
        return new ConfigException(key, Password.HIDDEN, remedy);
    }

    @Override
    public String toString() {
        return "a login of " + PlainLoginModule.class.getSimpleName() + " or " + ScramLoginModule.class.getSimpleName();
    }
}
