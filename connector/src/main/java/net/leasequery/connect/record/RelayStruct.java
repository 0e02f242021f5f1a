package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.bytes;

import net.leasequery.requestor.RelayInfo;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Field {@code relay} of a binding: {@code net.leasequery.Relay}. */
final class RelayStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
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

    private static final RecordField GIADDR = RecordField.of(SCHEMA, "giaddr");
    private static final RecordField LINK_ADDRESS = RecordField.of(SCHEMA, "linkAddress");
    private static final RecordField PEER_ADDRESS = RecordField.of(SCHEMA, "peerAddress");
    private static final RecordField CIRCUIT_ID = RecordField.of(SCHEMA, "circuitId");
    private static final RecordField REMOTE_ID = RecordField.of(SCHEMA, "remoteId");
    private static final RecordField RELAY_ID = RecordField.of(SCHEMA, "relayId");
    private static final RecordField SUBSCRIBER_ID = RecordField.of(SCHEMA, "subscriberId");
    private static final RecordField INTERFACE_ID = RecordField.of(SCHEMA, "interfaceId");

    private RelayStruct() {}

    static Struct empty() {
        return new Struct(SCHEMA);
    }

    /** Sets the known values of a relay agent. */
    static void fill(Struct struct, RelayInfo relay) {
        GIADDR.putIfKnown(struct, relay.giaddr());
        LINK_ADDRESS.putIfKnown(struct, relay.linkAddress());
        PEER_ADDRESS.putIfKnown(struct, relay.peerAddress());
        CIRCUIT_ID.putIfKnown(struct, bytes(relay.circuitId()));
        REMOTE_ID.putIfKnown(struct, bytes(relay.remoteId()));
        RELAY_ID.putIfKnown(struct, bytes(relay.relayId()));
        SUBSCRIBER_ID.putIfKnown(struct, bytes(relay.subscriberId()));
        INTERFACE_ID.putIfKnown(struct, bytes(relay.interfaceId()));
    }
}
