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
                "Prefix of the topics: records are written to `<prefix>.bindings`, `<prefix>.events`,"
                        + " `<prefix>.heartbeat` and `<prefix>.quarantine`. When it is changed, all bindings are"
                        + " loaded again, unless `snapshot.mode=never`.");
        form.define(
                Keys.OPTIONS_FORMAT,
                STRING,
                "map",
                new OneOf("map", "json", "none"),
                LOW,
                Width.SHORT,
                "Form of options",
                "Format of the field `options`, which contains the returned options that have no field of their own."
                        + " `map`: a map from option code to octets, as in the Avro schema. `json`: a string with a"
                        + " JSON object that maps option codes to octets in hexadecimal, for transforms and sinks"
                        + " that do not support maps, such as `Flatten$Value`. `none`: the field is left out."
                        + " `eventId` is the same in every format. The format is part of the schema, so choose it"
                        + " before the topic is created.");
        form.define(
                Keys.TOMBSTONES,
                BOOLEAN,
                false,
                null,
                MEDIUM,
                Width.SHORT,
                "Tombstones on unassigned",
                "Whether each record that shows an address as no longer leased is followed by a tombstone, a record"
                        + " with a null value. A compacted topic then keeps only leased addresses.");
        form.define(
                Keys.HEARTBEAT_INTERVAL,
                LONG,
                60_000L,
                Limits.zeroOrBetween(100, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Heartbeat interval",
                "Milliseconds without a record after which the server's next keep-alive is written to"
                        + " `<prefix>.heartbeat`, so that the source offset moves forward on a quiet server. A"
                        + " heartbeat is also written if a transform has dropped every record for this time. 0 turns"
                        + " heartbeats off.");
        form.define(
                Keys.MALFORMED_POLICY,
                STRING,
                "fail",
                new OneOf("fail", "skip", "quarantine"),
                MEDIUM,
                Width.SHORT,
                "Malformed message policy",
                "What happens to a message that cannot be decoded. `fail`: the connection is closed and made again"
                        + " after a wait. `skip`: the message is left out. `quarantine`: it is left out, and its"
                        + " octets are written to `<prefix>.quarantine`. Under every policy, such messages are"
                        + " reported in `<prefix>.events`.");
    }
}
