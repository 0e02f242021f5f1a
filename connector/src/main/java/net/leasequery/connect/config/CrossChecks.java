package net.leasequery.connect.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.tls.TlsSettings;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Finds conflicts between values that are valid by themselves. A check is skipped if a value that it needs is not valid
 * by itself, because that value has an error of its own.
 */
final class CrossChecks {

    private final Map<String, ?> parsed;
    private final Map<String, String> given;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private @Nullable TlsSettings tls;

    private CrossChecks(Map<String, ?> parsed, Map<String, String> given) {
        this.parsed = parsed;
        this.given = given;
    }

    /**
     * Runs all checks.
     *
     * @param parsed values by key, parsed and valid by themselves
     * @param given the configuration as written
     */
    static CrossChecks of(Map<String, ?> parsed, Map<String, String> given) {
        CrossChecks checks = new CrossChecks(parsed, given);
        checks.servers();
        checks.security();
        checks.requestedOptions();
        checks.bulkQueries();
        checks.somethingToPoll();
        checks.problems.putAll(SweepConsumerChecks.problems(parsed, given));
        checks.problems.putAll(TransformChecks.problems(parsed, given));
        checks.problems.putAll(ProducerOverrides.problems(given));
        checks.notBelow(Keys.BACKOFF_MAX, Keys.BACKOFF);
        checks.notBelow(Keys.QUEUE_SIZE, Keys.BATCH_SIZE);
        checks.oneTaskPerServer();
        RetiredServers.check(parsed, checks.problems);
        ServerIdentities.checkFamily(parsed, checks.problems);
        checks.subnets();
        SignalKeys.check(parsed, checks.problems);
        return checks;
    }

    /** Messages by key; empty if there are no errors. */
    Map<String, String> problems() {
        return problems;
    }

    /** The TLS settings, so that their files are not read again; null in clear text, or if the settings have errors. */
    @Nullable
    TlsSettings tls() {
        return tls;
    }

    /**
     * Returns the errors of the files that these values name, as seen by this worker.
     *
     * @return message by key; empty if there are no errors
     */
    static Map<String, String> problemsOfFiles(Map<String, ?> parsed) {
        if (!isSecure(parsed)) {
            return Map.of();
        }
        TlsSettingsReader reading = new TlsSettingsReader(parsed);
        TlsSettings settings = reading.settings();
        if (settings == null) {
            return Map.of();
        }
        reading.inspectFiles(settings);
        return reading.problems();
    }

    private void servers() {
        if (parsed.get(Keys.SERVERS) instanceof List<?> entries && family() != null) {
            try {
                ServerList.refuseTwoNamesOfOne(
                        Keys.SERVERS,
                        ServerList.parse(
                                Keys.SERVERS,
                                entries.stream().map(Object::toString).toList(),
                                Objects.requireNonNull(family())));
            } catch (ConfigException e) {
                problems.put(Keys.SERVERS, Objects.requireNonNull(e.getMessage()));
            }
        }
    }

    /** Null if the value is not valid by itself. */
    private @Nullable DhcpFamily family() {
        return parsed.get(Keys.FAMILY) instanceof String family
                ? Keys.IPV6.equalsIgnoreCase(family) ? DhcpFamily.IPV6 : DhcpFamily.IPV4
                : null;
    }

    private void security() {
        if (isSecure(parsed)) {
            TlsSettingsReader reading = new TlsSettingsReader(parsed);
            tls = reading.settings();
            problems.putAll(reading.problems());
        } else if (parsed.get(Keys.SECURITY_PROTOCOL) != null) {
            given.entrySet().stream()
                    .filter(entry -> !entry.getValue().isBlank())
                    .map(Map.Entry::getKey)
                    .filter(key -> key.startsWith("ssl.") && parsed.get(key) != null)
                    .forEach(key -> problems.put(
                            key,
                            invalid(key, parsed.get(key)) + "security.protocol=PLAINTEXT uses no TLS; set"
                                    + " security.protocol=SSL, or remove this key"));
        }
    }

    private static boolean isSecure(Map<String, ?> parsed) {
        return parsed.get(Keys.SECURITY_PROTOCOL) instanceof String protocol && Keys.SSL.equalsIgnoreCase(protocol);
    }

    private void requestedOptions() {
        if (parsed.get(Keys.FAMILY) instanceof String family
                && Keys.IPV4.equalsIgnoreCase(family)
                && parsed.get(Keys.REQUESTED_OPTIONS) instanceof List<?> entries) {
            try {
                OptionCodes.parse(
                        Keys.REQUESTED_OPTIONS,
                        entries.stream().map(String::valueOf).toList(),
                        DhcpFamily.IPV4);
            } catch (ConfigException e) {
                problems.put(Keys.REQUESTED_OPTIONS, e.getMessage());
            }
        }
    }

    /** The default is for ipv4 and has no meaning for ipv6, so only a given value is checked. */
    private void bulkQueries() {
        if (!given.containsKey(Keys.BULK_QUERY_TYPES)
                || !(parsed.get(Keys.FAMILY) instanceof String family)
                || !(parsed.get(Keys.BULK_QUERY_TYPES) instanceof List<?> entries)) {
            return;
        }
        DhcpFamily asked = Keys.IPV6.equalsIgnoreCase(family) ? DhcpFamily.IPV6 : DhcpFamily.IPV4;
        if (entries.isEmpty() && asked == DhcpFamily.IPV4) {
            problems.put(
                    Keys.BULK_QUERY_TYPES,
                    invalid(Keys.BULK_QUERY_TYPES, entries) + "name at least one query, as in all; to load nothing"
                            + " by Bulk Leasequery, set snapshot.mode=never");
            return;
        }
        try {
            List<BulkQuery> unused = BulkQueryTypes.parse(
                    Keys.BULK_QUERY_TYPES,
                    entries.stream().map(Object::toString).toList(),
                    asked);
        } catch (ConfigException e) {
            problems.put(Keys.BULK_QUERY_TYPES, Objects.requireNonNull(e.getMessage()));
        }
    }

    private void subnets() {
        DhcpFamily family = family();
        if (family != null) {
            SubnetKeys.check(family, parsed, problems);
        }
    }

    private void somethingToPoll() {
        if (Keys.BULK.equalsIgnoreCase(String.valueOf(parsed.get(Keys.QUERY_MODE)))
                && family() == DhcpFamily.IPV6
                && !problems.containsKey(Keys.BULK_QUERY_TYPES)
                && isNothing(given.get(Keys.BULK_QUERY_TYPES))) {
            problems.put(
                    Keys.BULK_QUERY_TYPES,
                    invalid(Keys.BULK_QUERY_TYPES, given.get(Keys.BULK_QUERY_TYPES))
                            + "query.mode=bulk with dhcp.family=ipv6 has no query for all addresses; say what to ask"
                            + " for, as in link-address:2001:db8:1::");
        }
    }

    private static boolean isNothing(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Reported at the key that was given, if only one of the two was. */
    private void notBelow(String key, String floorKey) {
        if (parsed.get(key) instanceof Number value
                && parsed.get(floorKey) instanceof Number floor
                && value.longValue() < floor.longValue()) {
            if (given.containsKey(floorKey) && !given.containsKey(key)) {
                problems.put(
                        floorKey,
                        invalid(floorKey, floor) + "must be at most " + key + ", which is " + value
                                + " unless given; lower this value, or set " + key + " as well");
            } else {
                problems.put(key, invalid(key, value) + "must be at least " + floorKey + ", which is " + floor);
            }
        }
    }

    private void oneTaskPerServer() {
        Integer tasks = tasksMax();
        if (tasks != null && parsed.get(Keys.SERVERS) instanceof List<?> servers && tasks < servers.size()) {
            problems.put(
                    Keys.TASKS_MAX,
                    invalid(Keys.TASKS_MAX, tasks) + "dhcp.servers names " + servers.size() + " servers and each needs"
                            + " a task of its own; set tasks.max to at least " + servers.size());
        }
    }

    /** Null if not a number, which Kafka Connect itself rejects. */
    private @Nullable Integer tasksMax() {
        try {
            return Integer.valueOf(
                    Objects.requireNonNullElse(given.get(Keys.TASKS_MAX), "1").strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The wording with which Kafka begins such a message. */
    static String invalid(String key, @Nullable Object value) {
        return "Invalid value " + value + " for configuration " + key + ": ";
    }
}
