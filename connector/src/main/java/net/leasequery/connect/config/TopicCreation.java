package net.leasequery.connect.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Predicts whether Kafka Connect would create the bindings topic with compaction, by the keys {@code topic.creation.*}
 * (KIP-158). The first group whose patterns match the topic creates it; without a match, the group {@code default}.
 */
final class TopicCreation {

    private static final String PREFIX = "topic.creation.";
    private static final String DEFAULT = "default";

    /** Kafka Connect creates no topics for a connector without this key. */
    private static final String REQUIRED = PREFIX + DEFAULT + ".replication.factor";

    private final Map<String, String> given;

    private TopicCreation(Map<String, String> given) {
        this.given = given;
    }

    /** Returns a warning if this topic would be created without compaction; null if not. */
    static @Nullable String warning(Map<String, String> given, String topic) {
        if (!given.containsKey(REQUIRED)) {
            return null;
        }
        TopicCreation creation = new TopicCreation(given);
        String key = PREFIX + creation.groupOf(topic) + ".cleanup.policy";
        if (creation.words(key).map(word -> word.toLowerCase(Locale.ROOT)).anyMatch("compact"::equals)) {
            return null;
        }
        return "Kafka Connect would create topic " + topic + " without compaction, and the topic would lose leases that"
                + " are not renewed within its retention. Unless it already exists and is compacted, set " + key
                + "=compact, or correct topic.creation.<group>.include if another group is meant for it";
    }

    private String groupOf(String topic) {
        return words(PREFIX + "groups")
                .filter(group -> matches(group, ".include", topic) && !matches(group, ".exclude", topic))
                .findFirst()
                .orElse(DEFAULT);
    }

    private boolean matches(String group, String patterns, String topic) {
        List<String> alternatives = words(PREFIX + group + patterns).toList();
        try {
            // Joined as Kafka Connect joins them.
            return Pattern.matches(String.join("|", alternatives), topic);
        } catch (PatternSyntaxException e) {
            return false; // Kafka Connect rejects it.
        }
    }

    private Stream<String> words(String key) {
        return Stream.of(given.getOrDefault(key, "").split(",", -1)).map(String::strip);
    }
}
