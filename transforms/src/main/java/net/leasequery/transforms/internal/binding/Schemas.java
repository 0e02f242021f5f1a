package net.leasequery.transforms.internal.binding;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Derives schemas from others. */
public final class Schemas {

    private Schemas() {}

    /** Returns a builder without fields, with the name, version, documentation and optionality of another schema. */
    public static SchemaBuilder like(Schema schema) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(schema.name())
                .version(schema.version())
                .doc(schema.doc());
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        return schema.isOptional() ? builder.optional() : builder;
    }

    /** Whether a structure of this schema is valid before any of its fields is set. */
    public static boolean allowEmpty(Schema schema) {
        for (Field field : schema.fields()) {
            if (!field.schema().isOptional() && field.schema().defaultValue() == null) {
                return false;
            }
        }
        return true;
    }
}
