package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.timestamp;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Delivery;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Value of the quarantine topic: {@code net.leasequery.QuarantinedMessage}. */
final class QuarantinedMessageStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.QuarantinedMessage")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("time", TIMESTAMP)
            .field("reason", Schema.STRING_SCHEMA)
            .field("octets", Schema.BYTES_SCHEMA)
            .build();

    private QuarantinedMessageStruct() {}

    static Struct of(SourcePartition source, Delivery.OfQuarantined delivery) {
        return new Struct(SCHEMA)
                .put("server", source.server())
                .put("family", source.familyName())
                .put("time", timestamp(delivery.atEpochMilli()))
                .put("reason", delivery.reason())
                .put("octets", delivery.octets().toByteArray());
    }
}
