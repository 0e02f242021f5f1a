package net.leasequery.connect.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.connect.readback.ReadBackSettings;

/**
 * Finds misspelled keys of this connector, and unknown keys under its prefixes. All other keys belong to Kafka Connect,
 * to converters, transforms and predicates, or to a later worker, and are ignored.
 */
final class UnknownKeys {

    /** Prefixes that only keys of this connector have. */
    private static final List<String> OUR_PREFIXES = List.of("dhcp.", "ssl.", "sweep.");

    /** Kafka Connect reads these itself, whatever follows the dot. */
    private static final List<String> PREFIXES_OF_CONNECT = List.of(
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "topic.creation.",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            "errors.",
            "config.action.",
            "config.providers",
            "connector.",
            "tasks.max",
            "offsets.storage.",
            "exactly.once.",
            "transaction.boundary");

    private static final int MOST_SLIPS = 2;

    /** In a shorter key, two slips make a different word. */
    private static final int LENGTH_FOR_TWO_SLIPS = 10;

    private static final String UNIT = ".ms";

    private final Set<String> known;

    /**
     * @param known keys of this connector
     */
    UnknownKeys(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    /**
     * Returns a message, by key, for each such key among {@code given}. Messages never repeat the value, which may be a
     * secret.
     */
    Map<String, String> problems(Set<String> given) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (String key : new TreeSet<>(given)) {
            if (!known.contains(key) && PREFIXES_OF_CONNECT.stream().noneMatch(key::startsWith)) {
                problem(key).ifPresent(problem -> problems.put(key, problem));
            }
        }
        return problems;
    }

    private Optional<String> problem(String key) {
        Optional<String> nearest = nearest(key);
        if (key.startsWith(Keys.SWEEP_CONSUMER_PREFIX)) {
            return Optional.of(ofConsumer(key, nearest));
        }
        if (nearest.isPresent()) {
            return nearest.map(ours -> "Unknown configuration " + key + ": did you mean " + ours
                    + "? Correct the name, or remove the key");
        }
        return OUR_PREFIXES.stream()
                .filter(key::startsWith)
                .findFirst()
                .map(prefix -> "Unknown configuration " + key + ": this connector has no such key; remove it. Its keys"
                        + " that begin with " + prefix + " are " + knownWith(prefix));
    }

    private String ofConsumer(String key, Optional<String> nearest) {
        if (ReadBackSettings.FIXED.contains(key.substring(Keys.SWEEP_CONSUMER_PREFIX.length()))) {
            return "Configuration " + key + " cannot be set: the read-back depends on it; remove the key."
                    + " The brokers are named by " + Keys.SWEEP_SERVERS;
        }
        return "Configuration " + key + " is not allowed: "
                + nearest.map(ours -> "did you mean " + ours + "? ").orElse("remove the key. ")
                + "The consumer of the read-back takes only " + knownWith(Keys.SWEEP_CONSUMER_PREFIX);
    }

    private String knownWith(String prefix) {
        return String.join(
                ", ",
                known.stream()
                        .filter(key -> key.startsWith(prefix))
                        .filter(key -> prefix.equals(Keys.SWEEP_CONSUMER_PREFIX)
                                || !key.startsWith(Keys.SWEEP_CONSUMER_PREFIX))
                        .sorted()
                        .toList());
    }

    private Optional<String> nearest(String key) {
        String text = plain(key);
        return known.stream()
                .filter(ours -> distance(text, ours) <= (ours.length() < LENGTH_FOR_TWO_SLIPS ? 1 : MOST_SLIPS))
                .min(Comparator.<String>comparingInt(ours -> distance(text, ours))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Ignores case, the separator between words and a missing unit. */
    private static int distance(String plain, String ours) {
        int whole = Math.abs(plain.length() - ours.length()) > MOST_SLIPS ? MOST_SLIPS + 1 : slips(plain, ours);
        return ours.endsWith(UNIT) && plain.equals(ours.substring(0, ours.length() - UNIT.length())) ? 1 : whole;
    }

    private static String plain(String key) {
        return key.strip().toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** Number of letters that were omitted, added, changed or swapped with their neighbour (Damerau, restricted). */
    static int slips(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }
}
