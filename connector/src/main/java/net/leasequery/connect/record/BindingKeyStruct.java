package net.leasequery.connect.record;

import net.leasequery.requestor.BindingKey;
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

    private static final RecordField SERVER = RecordField.of(SCHEMA, "server");
    private static final RecordField VPN = RecordField.of(SCHEMA, "vpn");
    private static final RecordField ADDRESS = RecordField.of(SCHEMA, "address");

    private BindingKeyStruct() {}

    static Struct of(String server, BindingKey key) {
        Struct struct = new Struct(SCHEMA);
        SERVER.put(struct, server);
        VPN.putIfKnown(struct, key.vpn());
        ADDRESS.put(struct, key.address());
        return struct;
    }
}
