package net.leasequery.connect.record;

import net.leasequery.connect.offset.SourcePartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Key of all topics but the bindings: {@code net.leasequery.ServerKey}. */
final class ServerKeyStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.ServerKey")
            .field("server", Schema.STRING_SCHEMA)
            .field("family", Schema.STRING_SCHEMA)
            .build();

    private ServerKeyStruct() {}

    static Struct of(SourcePartition source) {
        return new Struct(SCHEMA).put("server", source.server()).put("family", source.familyName());
    }
}
