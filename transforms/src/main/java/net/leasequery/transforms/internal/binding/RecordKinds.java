package net.leasequery.transforms.internal.binding;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;

/** Determines the kind of records; for structures, once per schema. Thread-safe. */
public final class RecordKinds {

    private final SchemaCache<RecordKind> bySchema =
            new SchemaCache<>(schema -> RecordKind.having(name -> schema.field(name) != null));

    public RecordKind of(ConnectRecord<?> record) {
        return record.value() instanceof Struct struct ? bySchema.get(struct.schema()) : RecordKind.of(record);
    }
}
