package net.leasequery.connect.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import net.leasequery.codec.PrintableText;
import net.leasequery.requestor.tls.TlsSettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Finds the errors of a configuration, and reports them as printable text of bounded length. */
public final class ConfigValidation {

    private static final UnknownKeys UNKNOWN_KEYS =
            new UnknownKeys(LeasequeryConnectorConfig.definition().names());

    private static final int LONGEST_MESSAGE = 4_000;
    private static final Pattern LONG_WORD = Pattern.compile("(\\S{1000})\\S{3,}");

    private ConfigValidation() {}

    /** Returns all errors, by value; for the REST endpoint {@code validate}. */
    public static Config validate(Map<String, String> given) {
        Map<String, String> present = withoutNulls(given);
        Map<String, ConfigValue> byKey = LeasequeryConnectorConfig.definition().validateAll(present);
        Map<String, Object> parsed = new HashMap<>();
        byKey.forEach((key, value) -> {
            keepFirst(value.errorMessages());
            if (value.errorMessages().isEmpty() && value.value() != null) {
                parsed.put(key, value.value());
            }
        });
        Map<String, String> problems = new HashMap<>(CrossChecks.problemsOfFiles(parsed));
        problems.putAll(CrossChecks.of(parsed, present).problems());
        ServerIdentities.checkNames(parsed, problems);
        problems.putAll(SweepKeys.problemsOfFiles(present));
        problems.putAll(UNKNOWN_KEYS.problems(present.keySet()));
        Map<String, String> unresolved = unresolved(present);
        byKey.forEach((key, value) -> {
            if (unresolved.containsKey(key)) {
                value.errorMessages().clear();
            }
        });
        problems.putAll(unresolved);
        problems.forEach((key, problem) ->
                byKey.computeIfAbsent(key, k -> notOurs(k, present)).addErrorMessage(problem));
        byKey.values().forEach(value -> value.errorMessages().replaceAll(ConfigValidation::printable));
        return new Config(List.copyOf(byKey.values()));
    }

    /**
     * A configuration that has no errors.
     *
     * @param values of its keys
     * @param tls null in clear text
     */
    record Valid(AbstractConfig values, @Nullable TlsSettings tls) {}

    /**
     * Returns a configuration that has no errors.
     *
     * @param given without null values
     * @throws ConfigException that names every key whose value conflicts with another value, or the first whose value
     *     is invalid by itself
     */
    static Valid parse(Map<String, String> given) {
        Map<String, String> unresolved = unresolved(given);
        if (!unresolved.isEmpty()) {
            throw new ConfigException(printable(String.join("; ", unresolved.values())));
        }
        AbstractConfig values;
        try {
            values = new AbstractConfig(LeasequeryConnectorConfig.definition(), given, false);
        } catch (ConfigException e) {
            throw new ConfigException(printable(Objects.requireNonNull(e.getMessage())));
        }
        Map<String, String> problems = new LinkedHashMap<>(UNKNOWN_KEYS.problems(given.keySet()));
        CrossChecks checks = CrossChecks.of(values.values(), given);
        problems.putAll(checks.problems());
        if (!problems.isEmpty()) {
            throw new ConfigException(printable(String.join("; ", problems.values())));
        }
        return new Valid(values, checks.tls());
    }

    private static Map<String, String> unresolved(Map<String, String> given) {
        return UnresolvedReferences.problems(
                given, LeasequeryConnectorConfig.definition().names());
    }

    /** A JSON null means the same as leaving the key out. */
    static Map<String, String> withoutNulls(Map<String, String> given) {
        Map<String, String> present = new HashMap<>(given);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    /**
     * Messages repeat values, which may contain control characters that move a terminal's cursor or reorder a line, or
     * may fill a log.
     */
    private static String printable(String message) {
        // Shortens long words, because the key and the remedy after a long value are what an operator needs.
        String shortened = LONG_WORD.matcher(message).replaceAll("$1...");
        return PrintableText.of(shortened, LONGEST_MESSAGE);
    }

    /** The type of the value is not known, so it may be a secret and is not shown. */
    private static ConfigValue notOurs(String key, Map<String, String> given) {
        String shown = Keys.TASKS_MAX.equals(key) ? given.get(key) : null;
        return new ConfigValue(key, shown, new ArrayList<>(), new ArrayList<>());
    }

    /** A value that cannot be parsed is null to the validator, which then reports a second error. */
    private static void keepFirst(List<String> messages) {
        if (messages.size() > 1) {
            messages.subList(1, messages.size()).clear();
        }
    }
}
