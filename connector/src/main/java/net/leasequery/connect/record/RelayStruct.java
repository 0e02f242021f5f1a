package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.bytes;

import net.leasequery.requestor.RelayInfo;
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

    private RelayStruct() {}

    static @Nullable Struct of(@Nullable RelayInfo relay) {
        if (relay == null) {
            return null;
        }
        return new Struct(SCHEMA)
                .put("giaddr", relay.giaddr())
                .put("linkAddress", relay.linkAddress())
                .put("peerAddress", relay.peerAddress())
                .put("circuitId", bytes(relay.circuitId()))
                .put("remoteId", bytes(relay.remoteId()))
                .put("relayId", bytes(relay.relayId()))
                .put("subscriberId", bytes(relay.subscriberId()))
                .put("interfaceId", bytes(relay.interfaceId()));
    }
}
