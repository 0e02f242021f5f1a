package net.leasequery.streams.records;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Converts Avro records to structures for a converter to write. Safe for several threads. */
@SuppressWarnings("JavaUtilDate") // Connect's Timestamp takes nothing else.
public final class ToConnect {
    private static final Map<String, org.apache.kafka.connect.data.Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ToConnect() {}

    /** Returns the Connect schema of one type of the data contract. */
    public static org.apache.kafka.connect.data.Schema schema(Schema avro) {
        return SCHEMAS.computeIfAbsent(avro.getFullName(), name -> convert(avro, false));
    }

    private static org.apache.kafka.connect.data.Schema convert(Schema avro, boolean optional) {
        SchemaBuilder builder = switch (avro.getType()) {
            case RECORD -> {
                SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
                avro.getFields().forEach(field -> struct.field(field.name(), ofField(field.schema())));
                yield struct;
            }
            case STRING -> SchemaBuilder.string();
            case BOOLEAN -> SchemaBuilder.bool();
            case INT -> SchemaBuilder.int32();
            case LONG -> avro.getLogicalType() == null ? SchemaBuilder.int64() : Timestamp.builder();
            case BYTES -> SchemaBuilder.bytes();
            case MAP ->
                SchemaBuilder.map(
                        org.apache.kafka.connect.data.Schema.STRING_SCHEMA, convert(avro.getValueType(), false));
            case ARRAY -> SchemaBuilder.array(convert(avro.getElementType(), false));
            default -> throw new IllegalArgumentException("No field of the contract is a " + avro.getType());
        };
        return (optional ? builder.optional() : builder).build();
    }

    private static org.apache.kafka.connect.data.Schema ofField(Schema avro) {
        return avro.isUnion() ? convert(avro.getTypes().get(1), true) : convert(avro, false);
    }

    /** Returns the record as a structure. */
    public static Struct struct(IndexedRecord record) {
        return struct(record, schema(record.getSchema()));
    }

    private static Struct struct(IndexedRecord record, org.apache.kafka.connect.data.Schema schema) {
        Struct struct = new Struct(schema);
        // The fields of both schemas have the same order, because one was made from the other.
        for (org.apache.kafka.connect.data.Field target : schema.fields()) {
            Object value = value(record.get(target.index()), target.schema());
            if (value != null) {
                // For each field, Connect makes a text for the case that it is wrong; most fields are null.
                struct.put(target, value);
            }
        }
        return struct;
    }

    private static @Nullable Object value(@Nullable Object value, org.apache.kafka.connect.data.Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> struct((IndexedRecord) value, schema);
            case STRING -> value.toString();
            case INT64 -> Timestamp.LOGICAL_NAME.equals(schema.name()) ? new Date((Long) value) : value;
            case BYTES -> ((ByteBuffer) value).duplicate();
            case ARRAY -> list((List<?>) value, schema);
            case MAP -> map((Map<?, ?>) value, schema);
            default -> value;
        };
    }

    private static List<@Nullable Object> list(List<?> values, org.apache.kafka.connect.data.Schema schema) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        values.forEach(element -> list.add(value(element, schema.valueSchema())));
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> values, org.apache.kafka.connect.data.Schema schema) {
        Map<String, @Nullable Object> map = new HashMap<>();
        values.forEach((key, element) -> map.put(key.toString(), value(element, schema.valueSchema())));
        return map;
    }
}
