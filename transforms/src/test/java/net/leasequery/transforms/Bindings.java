package net.leasequery.transforms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The records of the connector, written down a second time from the data contract; a test holds them to it. */
public final class Bindings {

    public static final long RECORD_TIME = 1_800_000_100_000L;

    private static final Schema MOMENT = Timestamp.builder().optional().build();

    public static final Schema RELAY = SchemaBuilder.struct()
            .name("net.leasequery.Relay")
            .optional()
            .field("giaddr", Schema.OPTIONAL_STRING_SCHEMA)
            .field("linkAddress", Schema.OPTIONAL_STRING_SCHEMA)
            .field("peerAddress", Schema.OPTIONAL_STRING_SCHEMA)
            .field("circuitId", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("remoteId", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("relayId", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("subscriberId", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("interfaceId", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    public static final Schema KEY = SchemaBuilder.struct()
            .name("net.leasequery.BindingKey")
            .field("server", Schema.STRING_SCHEMA)
            .field("vpn", Schema.OPTIONAL_STRING_SCHEMA)
            .field("address", Schema.STRING_SCHEMA)
            .build();

    public static final Schema SCHEMA =
            schema(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.BYTES_SCHEMA).build());

    private static final JsonConverter SCHEMALESS = schemaless();

    private Bindings() {}

    private static JsonConverter schemaless() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return converter;
    }

    /** The schema of a binding with options of this schema; without options if it is null. */
    public static Schema schema(@Nullable Schema options) {
        SchemaBuilder builder = SchemaBuilder.struct().name("net.leasequery.Binding");
        fields(builder, Schema.STRING_SCHEMA, "eventId", "server");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "serverId");
        fields(builder, Schema.STRING_SCHEMA, "family", "leaseType", "address");
        fields(builder, Schema.OPTIONAL_INT32_SCHEMA, "prefixLength");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "vpn");
        fields(builder, Schema.STRING_SCHEMA, "state", "origin");
        fields(builder, Schema.OPTIONAL_INT32_SCHEMA, "hardwareType");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "hardwareAddress");
        fields(builder, Schema.OPTIONAL_BYTES_SCHEMA, "clientId", "duid");
        fields(builder, Schema.OPTIONAL_INT64_SCHEMA, "iaid");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "hostname", "fqdn", "vendorClass", "userClass");
        fields(builder, MOMENT, "baseTime", "stateStartTime", "lastTransactionTime", "leaseExpiryTime");
        fields(builder, MOMENT, "renewalTime", "rebindingTime", "preferredExpiryTime");
        fields(builder, Schema.BOOLEAN_SCHEMA, "infiniteLease");
        fields(builder, RELAY, "relay");
        fields(builder, Schema.BOOLEAN_SCHEMA, "remote");
        fields(builder, Schema.OPTIONAL_INT32_SCHEMA, "statusCode");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "statusMessage");
        fields(builder, Schema.BOOLEAN_SCHEMA, "inferred");
        fields(builder, Schema.OPTIONAL_STRING_SCHEMA, "snapshotId");
        if (options != null) {
            fields(builder, options, "options");
        }
        return builder.field("clockSkewMillis", Schema.OPTIONAL_INT64_SCHEMA).build();
    }

    private static void fields(SchemaBuilder builder, Schema schema, String... names) {
        for (String name : names) {
            builder.field(name, schema);
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect's Timestamp takes nothing else.
    public static Date second(long epochSecond) {
        return new Date(epochSecond * 1000);
    }

    /** An IPv4 lease that was renewed, with something in every field that such a server gives. */
    public static Struct renewed() {
        Struct relay = new Struct(RELAY)
                .put("giaddr", "192.0.2.254")
                .put("circuitId", "ge-0/0/4.0:100".getBytes(StandardCharsets.US_ASCII))
                .put("remoteId", new byte[] {0, 6, 0x02, 0x42, 0x0a, 0x0b, 0x0c, 0x0d});
        return bare("192.0.2.7", "ACTIVE", "LIVE")
                .put("serverId", "192.0.2.1")
                .put("hardwareType", 1)
                .put("hardwareAddress", "aa:bb:cc:dd:ee:ff")
                .put(
                        "clientId",
                        new byte[] {1, (byte) 0xaa, (byte) 0xbb, (byte) 0xcc, (byte) 0xdd, (byte) 0xee, (byte) 0xff})
                .put("hostname", "lap-17")
                .put("fqdn", "lap-17.example.net")
                .put("vendorClass", "MSFT 5.0")
                .put("baseTime", second(1_800_000_001))
                .put("stateStartTime", second(1_799_990_000))
                .put("lastTransactionTime", second(1_800_000_000))
                .put("leaseExpiryTime", second(1_800_003_600))
                .put("relay", relay)
                .put("clockSkewMillis", 12L);
    }

    /** A binding of which nothing else is known. */
    public static Struct bare(String address, String state, String origin) {
        return bare(SCHEMA, address, state, origin).put("options", new HashMap<>());
    }

    public static Struct bare(Schema schema, String address, String state, String origin) {
        boolean ipv6 = address.contains(":");
        return new Struct(schema)
                .put("eventId", "0123456789abcdef0123456789abcdef")
                .put("server", "east")
                .put("family", ipv6 ? "ipv6" : "ipv4")
                .put("leaseType", ipv6 ? address.contains("/") ? "PD" : "NA" : "V4")
                .put("address", address)
                .put("state", state)
                .put("origin", origin)
                .put("infiniteLease", false)
                .put("remote", false)
                .put("inferred", false);
    }

    public static SinkRecord record(@Nullable Struct value) {
        String address = value == null ? "192.0.2.7" : value.getString("address");
        Struct key = new Struct(KEY).put("server", "east").put("address", address);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("leasequery.server", "east");
        headers.addString("leasequery.origin", value == null ? "LIVE" : value.getString("origin"));
        headers.addString("leasequery.state", value == null ? "RELEASED" : value.getString("state"));
        headers.addString("leasequery.table", "2:00112233445566778899");
        return new SinkRecord(
                "campus.bindings",
                0,
                KEY,
                key,
                value == null ? null : value.schema(),
                value,
                7,
                RECORD_TIME,
                TimestampType.CREATE_TIME,
                headers);
    }

    public static SourceRecord sourceRecord(Struct value) {
        SinkRecord record = record(value);
        return new SourceRecord(
                Map.of("server", "east"),
                Map.of("v", 1),
                record.topic(),
                null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    /** The record as a sink gets it through a JSON converter without schemas: octets are base64, moments numbers. */
    public static SinkRecord schemaless(SinkRecord record) {
        return new SinkRecord(
                record.topic(),
                record.kafkaPartition(),
                null,
                throughJson(record.keySchema(), record.key()),
                null,
                throughJson(record.valueSchema(), record.value()),
                record.kafkaOffset(),
                record.timestamp(),
                record.timestampType(),
                record.headers());
    }

    public static @Nullable Object throughJson(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        SchemaAndValue read = SCHEMALESS.toConnectData("t", SCHEMALESS.fromConnectData("t", schema, value));
        return read.value();
    }

    /** A structure as a map without what is null; a map as it is. */
    public static Map<String, Object> tree(Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                Object inner = struct.get(field);
                if (inner != null) {
                    tree.put(field.name(), plain(inner));
                }
            }
        } else {
            ((Map<?, ?>) value).forEach((name, inner) -> tree.put(String.valueOf(name), plain(inner)));
        }
        return tree;
    }

    private static Object plain(Object value) {
        if (value instanceof Struct || value instanceof Map<?, ?>) {
            return tree(value);
        }
        return value instanceof List<?> list
                ? list.stream().map(Bindings::plain).toList()
                : value;
    }

    /** The value at a path of names joined by dots; null if there is none. */
    public static @Nullable Object at(Object value, String path) {
        Object at = tree(value);
        for (String name : path.split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(name);
        }
        return at;
    }

    /** The same text for equal values, whether octets came as an array or as a buffer. */
    public static String comparable(@Nullable Object value) {
        if (value instanceof byte[] octets) {
            return HexFormat.of().formatHex(octets);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] octets = new byte[buffer.remaining()];
            buffer.duplicate().get(octets);
            return HexFormat.of().formatHex(octets);
        }
        if (value instanceof Struct || value instanceof Map<?, ?>) {
            StringBuilder text = new StringBuilder("{");
            new TreeMap<>(tree(value))
                    .forEach((name, inner) -> text.append(name)
                            .append('=')
                            .append(comparable(inner))
                            .append(';'));
            return text.append('}').toString();
        }
        return String.valueOf(value);
    }
}
