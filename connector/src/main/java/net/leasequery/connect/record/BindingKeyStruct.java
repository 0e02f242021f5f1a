package net.leasequery.connect.record;

import net.leasequery.requestor.BindingKey;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Key of the bindings topic: {@code net.leasequery.BindingKey}. */
final class BindingKeyStruct {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("net.leasequery.BindingKey")
            .field("server", Schema.STRING_SCHEMA)
            .field("vpn", Schema.OPTIONAL_STRING_SCHEMA)
            .field("address", Schema.STRING_SCHEMA)
            .build();

    private static final Field SERVER = SCHEMA.field("server");
    private static final Field VPN = SCHEMA.field("vpn");
    private static final Field ADDRESS = SCHEMA.field("address");

    private BindingKeyStruct() {}

    static Struct of(String server, BindingKey key) {
        Struct struct = new Struct(SCHEMA);
        struct.put(SERVER, server);
        FieldTypes.putIfKnown(struct, VPN, key.vpn());
        struct.put(ADDRESS, key.address());
        return struct;
    }
}
