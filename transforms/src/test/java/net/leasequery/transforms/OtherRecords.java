package net.leasequery.transforms;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of the connector that are no bindings. */
final class OtherRecords {

    private static final Schema SERVER_KEY = SchemaBuilder.struct()
            .name("net.leasequery.ServerKey")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .name("net.leasequery.ConnectionEvent")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("reason", Schema.OPTIONAL_STRING_SCHEMA)
            .field("detail", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gapOpen", Schema.BOOLEAN_SCHEMA)
            .build();
    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name("net.leasequery.Heartbeat")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("gapOpen", Schema.BOOLEAN_SCHEMA)
            .build();
    private static final Schema QUARANTINED = SchemaBuilder.struct()
            .name("net.leasequery.QuarantinedMessage")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("reason", Schema.STRING_SCHEMA)
            .field("octets", Schema.BYTES_SCHEMA)
            .build();

    private OtherRecords() {}

    static SinkRecord event() {
        return record("campus.events", ofServer(EVENT).put("type", "CONNECTED").put("gapOpen", false));
    }

    static SinkRecord malformedMessage() {
        return record(
                "campus.events",
                ofServer(EVENT)
                        .put("type", "MALFORMED_MESSAGE")
                        .put("detail", "LENGTH; begins with 010600090909")
                        .put("gapOpen", false));
    }

    static SinkRecord event(String type, String reason, String detail) {
        return record(
                "campus.events",
                ofServer(EVENT)
                        .put("type", type)
                        .put("reason", reason)
                        .put("detail", detail)
                        .put("gapOpen", false));
    }

    static SinkRecord heartbeat() {
        return record("campus.heartbeat", ofServer(HEARTBEAT).put("gapOpen", false));
    }

    static SinkRecord quarantined() {
        return record(
                "campus.quarantine",
                ofServer(QUARANTINED).put("reason", "LENGTH").put("octets", new byte[] {1, 6, 0, 9, 9, 9}));
    }

    static List<SinkRecord> withoutClients() {
        SinkRecord tombstoneOfServer =
                new SinkRecord("campus.heartbeat", 0, SERVER_KEY, heartbeat().key(), null, null, 1);
        return List.of(
                event(),
                heartbeat(),
                tombstoneOfServer,
                Bindings.schemaless(event()),
                Bindings.schemaless(heartbeat()));
    }

    private static Struct ofServer(Schema schema) {
        return new Struct(schema)
                .put("server", "east")
                .put("family", "ipv4")
                .put("time", Bindings.second(1_800_000_000));
    }

    private static SinkRecord record(String topic, Struct value) {
        Struct key = new Struct(SERVER_KEY).put("server", "east").put("family", "ipv4");
        return new SinkRecord(topic, 0, SERVER_KEY, key, value.schema(), value, 1);
    }
}
