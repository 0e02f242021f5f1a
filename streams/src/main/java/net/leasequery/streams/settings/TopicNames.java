package net.leasequery.streams.settings;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Checks prefixes of topic names at start. Otherwise Kafka would refuse the topic later, when it is created. */
final class TopicNames {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final String USE = "; use letters, digits, '-', '_' and '.'";
    private static final int LONGEST_TOPIC = 249;
    private static final int LONGEST_PREFIX = LONGEST_TOPIC - ".history.commands".length();
    /** Room for what Kafka Streams appends to it: the name of a store or step, and {@code -repartition} or the like. */
    private static final int LONGEST_APPLICATION_ID = LONGEST_TOPIC - 99;

    private TopicNames() {}

    static String checkPrefix(String key, String prefix) {
        return checked(key, prefix, "is not a valid topic prefix", LONGEST_PREFIX);
    }

    static String checkApplicationId(String key, String id) {
        return checked(key, id, "is not a valid application id", LONGEST_APPLICATION_ID);
    }

    private static String checked(String key, String text, String objection, int longest) {
        if (!LEGAL.matcher(text).matches()) {
            throw new ConfigException(key, text, objection + USE);
        }
        if (text.length() > longest) {
            throw new ConfigException(
                    key,
                    text,
                    "has " + text.length() + " characters; at most " + longest + " leave room in the name of a topic");
        }
        return text;
    }
}
