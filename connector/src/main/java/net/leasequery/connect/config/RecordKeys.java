package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that shape the records. */
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
                "Records go to `<prefix>.bindings`, `<prefix>.events`, `<prefix>.heartbeat` and"
                        + " `<prefix>.quarantine`.");
        form.define(
                Keys.OPTIONS_FORMAT,
                STRING,
                "map",
                new OneOf("map", "json", "none"),
                LOW,
                Width.SHORT,
                "Form of options",
                "Form of the field `options`, which has whatever else the server returned. `map`: a map from option code"
                        + " to octets; the form of the Avro contract. `json`: one text, a JSON object from option code"
                        + " to octets in hexadecimal, for transforms and sinks that know no maps, as `Flatten$Value`."
                        + " `none`: the field is left out. `eventId` is the same in every form. The form is part of"
                        + " the schema: choose it before the topic is made.");
        form.define(
                Keys.TOMBSTONES,
                BOOLEAN,
                false,
                null,
                MEDIUM,
                Width.SHORT,
                "Tombstones on unassigned",
                "When an address is no longer leased, also write a record with a null value after the one that says"
                        + " so. On a compacted topic only leased addresses then remain.");
        form.define(
                Keys.HEARTBEAT_INTERVAL,
                LONG,
                60_000L,
                Limits.zeroOrBetween(100, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Heartbeat interval",
                "Milliseconds without any record after which a keep-alive of the server is written to"
                        + " `<prefix>.heartbeat`, which carries the source offset forward. 0 turns heartbeats off.");
        form.define(
                Keys.MALFORMED_POLICY,
                STRING,
                "fail",
                new OneOf("fail", "skip", "quarantine"),
                MEDIUM,
                Width.SHORT,
                "Malformed message policy",
                "What to do with a message that cannot be decoded: `fail` ends the connection and tries again, `skip`"
                        + " goes on without it, `quarantine` goes on and writes its octets to `<prefix>.quarantine`."
                        + " Each one is reported in `<prefix>.events`, whatever the policy.");
    }
}
