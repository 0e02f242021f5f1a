package net.leasequery.connect.record;

import static net.leasequery.connect.record.FieldTypes.OPTIONAL_TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.TIMESTAMP;
import static net.leasequery.connect.record.FieldTypes.timestamp;

import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Value of the heartbeat topic: {@code net.leasequery.Heartbeat}. */
final class HeartbeatStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.Heartbeat")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .field("time", TIMESTAMP)
            .field("baseTime", OPTIONAL_TIMESTAMP)
            .field("lagSeconds", Schema.OPTIONAL_INT64_SCHEMA)
            .field("gapOpen", Schema.BOOLEAN_SCHEMA)
            .field("clockSkewMillis", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private HeartbeatStruct() {}

    static Struct of(SourcePartition source, long atEpochMilli, ResumeState state) {
        Struct value = new Struct(SCHEMA)
                .put("server", source.server())
                .put("family", source.familyName())
                .put("time", timestamp(atEpochMilli))
                .put("gapOpen", state.gap() != null);
        ResumePosition position = state.position();
        if (position != null) {
            value.put("baseTime", timestamp(position.baseTime()))
                    .put("lagSeconds", position.lagSeconds())
                    .put("clockSkewMillis", position.clockSkewMillis());
        }
        return value;
    }
}
