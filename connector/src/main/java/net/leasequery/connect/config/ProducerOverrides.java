package net.leasequery.connect.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects settings of the task's producer with which the last record of a key may not be the server's binding, or an
 * offset may cover records that Kafka has not acknowledged. Settings of the worker itself are not visible here; Kafka
 * Connect's defaults are safe.
 */
final class ProducerOverrides {

    private static final String PREFIX = "producer.override.";
    private static final String ACKS = PREFIX + "acks";
    private static final String IN_FLIGHT = PREFIX + "max.in.flight.requests.per.connection";
    private static final String IDEMPOTENCE = PREFIX + "enable.idempotence";
    private static final String IGNORE_KEYS = PREFIX + "partitioner.ignore.keys";
    private static final String PARTITIONER = PREFIX + "partitioner.class";
    private static final String EXACTLY_ONCE = "exactly.once.support";

    private static final Set<String> WEAK_ACKS = Set.of("0", "1");
    private static final Set<String> PARTITIONERS_WITHOUT_KEYS = Set.of(
            "org.apache.kafka.clients.producer.RoundRobinPartitioner",
            "org.apache.kafka.clients.producer.UniformStickyPartitioner");
    private static final String BY_KEY =
            "all records of an address belong into one partition, or their order is lost; remove the key";

    private final Map<String, String> given;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private ProducerOverrides(Map<String, String> given) {
        this.given = given;
    }

    /** Returns the errors by key. Values that Kafka itself rejects are left to Kafka. */
    static Map<String, String> problems(Map<String, String> given) {
        ProducerOverrides overrides = new ProducerOverrides(given);
        overrides.acknowledgements();
        overrides.order();
        overrides.partitions();
        return overrides.problems;
    }

    private void acknowledgements() {
        if (WEAK_ACKS.contains(value(ACKS))) {
            refuse(
                    ACKS,
                    "an offset would cover records that Kafka can still lose; set it to all, or remove the key, because"
                            + " all is Kafka Connect's default");
        }
    }

    private void order() {
        Integer requests = number(value(IN_FLIGHT));
        boolean ordered =
                isTrue(IDEMPOTENCE) || "required".equals(value(EXACTLY_ONCE).toLowerCase(Locale.ROOT));
        if (requests != null && requests > 1 && !ordered) {
            refuse(
                    IN_FLIGHT,
                    "when a request is repeated, an older record of a binding may be stored after a newer one; also set "
                            + IDEMPOTENCE + "=true, or remove the key, because 1 is Kafka Connect's default");
        }
    }

    private void partitions() {
        if (isTrue(IGNORE_KEYS)) {
            refuse(IGNORE_KEYS, BY_KEY);
        }
        if (PARTITIONERS_WITHOUT_KEYS.contains(value(PARTITIONER))) {
            refuse(PARTITIONER, BY_KEY);
        }
    }

    private boolean isTrue(String key) {
        return "true".equals(value(key).toLowerCase(Locale.ROOT));
    }

    private String value(String key) {
        return given.getOrDefault(key, "").strip();
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void refuse(String key, String remedy) {
        problems.put(key, CrossChecks.invalid(key, value(key)) + remedy);
    }
}
