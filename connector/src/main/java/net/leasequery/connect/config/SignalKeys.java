package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The key of the signal topic. */
final class SignalKeys {

    static final String TOPIC = "signal.topic";

    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private SignalKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("Signals");
        form.define(
                TOPIC,
                STRING,
                null,
                null,
                LOW,
                Width.MEDIUM,
                "Signal topic",
                "Topic from which signals are read, on the cluster of `sweep.bootstrap.servers`. A signal is a"
                        + " record with the connector's name as its key and JSON as its value; it asks a running"
                        + " connector to load bindings again, to fill a gap, or to retire a server. Each is carried"
                        + " out once and answered by an event `SIGNAL_DONE`. The topic should have one partition."
                        + " Anyone who may write to it controls the connector. Empty means no signals.");
    }

    /** Adds a message, by key, if the topic cannot be used. */
    static void check(Map<String, ?> parsed, Map<String, String> problems) {
        if (!(parsed.get(TOPIC) instanceof String topic) || topic.isBlank()) {
            return;
        }
        if (!TOPIC_NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            problems.put(
                    TOPIC,
                    CrossChecks.invalid(TOPIC, topic)
                            + "no topic has such a name; expected 1 to 249 of the characters a-z A-Z 0-9 . _ -");
        } else if (parsed.get(Keys.TOPIC_PREFIX) instanceof String prefix
                && List.of(".bindings", ".events", ".heartbeat", ".quarantine").stream()
                        .anyMatch(suffix -> topic.equals(prefix + suffix))) {
            problems.put(
                    TOPIC,
                    CrossChecks.invalid(TOPIC, topic) + "the connector writes to that topic; name another, as in "
                            + prefix + ".signals");
        } else if (parsed.get(Keys.SWEEP_SERVERS) instanceof List<?> brokers && brokers.isEmpty()) {
            problems.put(
                    TOPIC,
                    CrossChecks.invalid(TOPIC, topic) + "signals are read from the cluster of " + Keys.SWEEP_SERVERS
                            + "; set that as well");
        }
    }
}
