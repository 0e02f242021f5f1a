package net.leasequery.connect.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a transform on the source side that removes data the sweep reads back: {@code PseudonymizeBinding} drops the
 * header {@code leasequery.table} and changes record keys. The connector knows only the transform's name.
 */
final class TransformChecks {

    private static final String PREFIX = "transforms.";
    private static final String TYPE = ".type";

    /** Kafka Connect accepts the simple name of a plugin as well. */
    private static final Set<String> PSEUDONYMS =
            Set.of("net.leasequery.transforms.PseudonymizeBinding", "PseudonymizeBinding");

    private TransformChecks() {}

    /** Returns the errors by key. */
    static Map<String, String> problems(Map<String, ?> parsed, Map<String, String> given) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (parsed.get(Keys.SWEEP_MODE) instanceof String mode
                && SweepKeys.AUTO.equalsIgnoreCase(mode)
                && pseudonyms(given) != null) {
            problems.put(
                    Keys.SWEEP_MODE,
                    CrossChecks.invalid(Keys.SWEEP_MODE, mode) + "transforms." + pseudonyms(given)
                            + " is a PseudonymizeBinding, after which a sweep cannot read back what it has written; set"
                            + " sweep.mode=off, or use the transform at a sink or for a copy of the topic");
        }
        return problems;
    }

    /** Name of the first such transform in use; null if there is none. */
    private static @Nullable String pseudonyms(Map<String, String> given) {
        String names = given.get("transforms");
        if (names == null) {
            return null;
        }
        for (String name : names.split(",", -1)) {
            if (PSEUDONYMS.contains(
                    given.getOrDefault(PREFIX + name.strip() + TYPE, "").strip())) {
                return name.strip();
            }
        }
        return null;
    }
}
