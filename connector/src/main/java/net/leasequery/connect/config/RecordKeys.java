package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that configure the records. */
final class RecordKeys {

    private RecordKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("Records");
        form.define(
                Keys.TOPIC_PREFIX,
                STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                new TopicPrefix(),
                HIGH,
                Width.MEDIUM,
                "Topic prefix",
                "Records are written to `<prefix>.bindings`, `<prefix>.events`, `<prefix>.heartbeat` and"
                        + " `<prefix>.quarantine`.");
        form.define(
                Keys.OPTIONS_FORMAT,
                STRING,
                "map",
                new OneOf("map", "json", "none"),
                LOW,
                Width.SHORT,
                "Form of options",
                "Format of the field `options`, which contains all other options that the server returned. `map`: a"
                        + " map from option code to octets, as in the Avro contract. `json`: a text with a JSON"
                        + " object from option code to octets in hexadecimal, for transforms and sinks that do not"
                        + " support maps, such as `Flatten$Value`. `none`: the field is left out. `eventId` is the"
                        + " same in every format. The format is part of the schema: choose it before the topic is"
                        + " created.");
        form.define(
                Keys.TOMBSTONES,
                BOOLEAN,
                false,
                null,
                MEDIUM,
                Width.SHORT,
                "Tombstones on unassigned",
                "Whether a record with a null value follows each record whose address is no longer leased. A"
                        + " compacted topic then contains only leased addresses.");
        form.define(
                Keys.HEARTBEAT_INTERVAL,
                LONG,
                60_000L,
                Limits.zeroOrBetween(100, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Heartbeat interval",
                "Milliseconds without a record after which a keep-alive of the server is written to"
                        + " `<prefix>.heartbeat`. This moves the source offset forward. 0 turns heartbeats off.");
        form.define(
                Keys.MALFORMED_POLICY,
                STRING,
                "fail",
                new OneOf("fail", "skip", "quarantine"),
                MEDIUM,
                Width.SHORT,
                "Malformed message policy",
                "What happens to a message that cannot be decoded. `fail` closes the connection and retries; `skip`"
                        + " continues without the message; `quarantine` continues and writes its octets to"
                        + " `<prefix>.quarantine`. Each one is reported in `<prefix>.events` under every policy.");
    }
}
