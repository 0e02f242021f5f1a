package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.bytes;
import static net.leasequery.connect.record.FieldTypes.putIfKnown;

import net.leasequery.requestor.RelayInfo;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

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

    private static final Field GIADDR = SCHEMA.field("giaddr");
    private static final Field LINK_ADDRESS = SCHEMA.field("linkAddress");
    private static final Field PEER_ADDRESS = SCHEMA.field("peerAddress");
    private static final Field CIRCUIT_ID = SCHEMA.field("circuitId");
    private static final Field REMOTE_ID = SCHEMA.field("remoteId");
    private static final Field RELAY_ID = SCHEMA.field("relayId");
    private static final Field SUBSCRIBER_ID = SCHEMA.field("subscriberId");
    private static final Field INTERFACE_ID = SCHEMA.field("interfaceId");

    private RelayStruct() {}

    static @Nullable Struct of(@Nullable RelayInfo relay) {
        if (relay == null) {
            return null;
        }
        Struct struct = new Struct(SCHEMA);
        putIfKnown(struct, GIADDR, relay.giaddr());
        putIfKnown(struct, LINK_ADDRESS, relay.linkAddress());
        putIfKnown(struct, PEER_ADDRESS, relay.peerAddress());
        putIfKnown(struct, CIRCUIT_ID, bytes(relay.circuitId()));
        putIfKnown(struct, REMOTE_ID, bytes(relay.remoteId()));
        putIfKnown(struct, RELAY_ID, bytes(relay.relayId()));
        putIfKnown(struct, SUBSCRIBER_ID, bytes(relay.subscriberId()));
        putIfKnown(struct, INTERFACE_ID, bytes(relay.interfaceId()));
        return struct;
    }
}
