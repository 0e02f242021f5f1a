package net.leasequery.connect.config;

import java.util.regex.Pattern;
import net.leasequery.connect.record.Topics;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts a prefix for which every topic name is valid: Kafka's characters, and room for the suffix. */
final class TopicPrefix implements ConfigDef.Validator {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final int LONGEST_TOPIC = 249;
    private static final int LONGEST_PREFIX = LONGEST_TOPIC - Topics.LONGEST_SUFFIX.length();

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String prefix = value.toString();
        if (!LEGAL.matcher(prefix).matches()) {
            throw new ConfigException(
                    key, value, "topic names are made of letters, digits, dots, underscores and hyphens");
        }
        if (prefix.length() > LONGEST_PREFIX) {
            throw new ConfigException(
                    key,
                    value,
                    "has " + prefix.length() + " characters; at most " + LONGEST_PREFIX + " leave room for "
                            + Topics.LONGEST_SUFFIX + " in a topic name");
        }
    }

    @Override
    public String toString() {
        return "1 to " + LONGEST_PREFIX + " letters, digits, dots, underscores, hyphens";
    }
}
