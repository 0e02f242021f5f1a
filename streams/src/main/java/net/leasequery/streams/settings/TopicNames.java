package net.leasequery.streams.settings;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Checks the texts with which names of topics begin: Kafka would refuse such a topic only at the first start. */
final class TopicNames {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final String USE = "; use letters, digits, '-', '_' and '.'";
    private static final int LONGEST_TOPIC = 249;
    private static final int LONGEST_PREFIX = LONGEST_TOPIC - ".history.commands".length();
    /** Internal topics append the name of a store or of a step, and what it is for. */
    private static final int LONGEST_APPLICATION_ID = LONGEST_TOPIC - 99;

    private TopicNames() {}

    static String checkPrefix(String key, String prefix) {
        return checked(key, prefix, "is no prefix of topics", LONGEST_PREFIX);
    }

    static String checkApplicationId(String key, String id) {
        return checked(key, id, "is no name for internal topics", LONGEST_APPLICATION_ID);
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
