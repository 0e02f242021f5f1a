package net.leasequery.connect.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds references to a ConfigProvider that Kafka Connect has not replaced. It leaves a reference as it is, without a
 * message, if the worker has no provider of that name, or if the provider does not have the key.
 */
final class UnresolvedReferences {

    /** The form that Kafka's {@code ConfigTransformer} replaces: provider, path and key, or provider and key. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):(?:[^}:]*:)?([^}]*)\\}");

    private UnresolvedReferences() {}

    /**
     * Returns a message for each value that is nothing but a reference. The message repeats the reference, which is no
     * secret.
     *
     * @param ours keys to check
     */
    static Map<String, String> problems(Map<String, String> given, Set<String> ours) {
        Map<String, String> problems = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            Matcher reference = REFERENCE.matcher(value.strip());
            if (ours.contains(key) && reference.matches()) {
                String provider = reference.group(1);
                problems.put(
                        key,
                        CrossChecks.invalid(key, reference.group())
                                + "the worker has not replaced this reference; define the ConfigProvider " + provider
                                + " in the properties of every worker (config.providers=" + provider
                                + "), and make sure that it has the key " + reference.group(2));
            }
        });
        return problems;
    }
}
