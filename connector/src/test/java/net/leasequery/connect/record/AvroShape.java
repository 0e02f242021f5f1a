package net.leasequery.connect.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An Avro schema as far as it is a contract of data: names, order, types, logical types, defaults.
 * Leaves out documentation and what code generators and converters add for themselves.
 */
record AvroShape(String type, @Nullable String logicalType, List<String> fields, List<AvroShape> parts) {

    static AvroShape of(Schema schema) {
        String logicalType =
                schema.getLogicalType() == null ? null : schema.getLogicalType().getName();
        List<String> fields = new ArrayList<>();
        List<AvroShape> parts = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> {
                    fields.add(field.name() + (field.hasDefaultValue() ? " default " + field.defaultVal() : ""));
                    parts.add(of(field.schema()));
                });
            case UNION -> schema.getTypes().forEach(branch -> parts.add(of(branch)));
            case MAP -> parts.add(of(schema.getValueType()));
            case ARRAY -> parts.add(of(schema.getElementType()));
            case ENUM -> fields.addAll(schema.getEnumSymbols());
            case FIXED -> fields.add(Integer.toString(schema.getFixedSize()));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
                // Nothing inside.
            }
        }
        return new AvroShape(Objects.requireNonNull(schema.getFullName()), logicalType, fields, parts);
    }
}
