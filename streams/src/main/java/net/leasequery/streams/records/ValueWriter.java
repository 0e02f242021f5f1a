package net.leasequery.streams.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one schema in Avro's binary encoding. The writers of all fields are chosen once; Avro's own
 * GenericDatumWriter looks the branch of a union up for each value, which took a sixth of the time of a merge.
 * Immutable.
 */
@FunctionalInterface
interface ValueWriter {

    void write(@Nullable Object value, Encoder out) throws IOException;

    /** Returns the writer of a schema of the contract or of the stores: every union is null or one other type. */
    static ValueWriter of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> ofRecord(schema);
            case UNION -> ofOptional(of(present(schema)));
            case ARRAY -> ofArray(of(schema.getElementType()));
            case MAP -> ofMap(of(schema.getValueType()));
            case STRING -> (value, out) -> out.writeString((CharSequence) value);
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) Objects.requireNonNull(value));
            case INT -> (value, out) -> out.writeInt((Integer) Objects.requireNonNull(value));
            case LONG -> (value, out) -> out.writeLong((Long) Objects.requireNonNull(value));
            default -> throw new IllegalArgumentException("No field of the contract is a " + schema.getType());
        };
    }

    /** Returns the type of an optional value. */
    static Schema present(Schema union) {
        List<Schema> branches = union.getTypes();
        if (branches.size() != 2 || branches.get(0).getType() != Schema.Type.NULL) {
            throw new IllegalArgumentException("A union is not null or one other type: " + union);
        }
        return branches.get(1);
    }

    private static ValueWriter ofRecord(Schema schema) {
        ValueWriter[] fields =
                schema.getFields().stream().map(field -> of(field.schema())).toArray(ValueWriter[]::new);
        return (value, out) -> {
            IndexedRecord record = (IndexedRecord) Objects.requireNonNull(value);
            for (int position = 0; position < fields.length; position++) {
                fields[position].write(record.get(position), out);
            }
        };
    }

    private static ValueWriter ofOptional(ValueWriter present) {
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(0);
            } else {
                out.writeIndex(1);
                present.write(value, out);
            }
        };
    }

    private static ValueWriter ofArray(ValueWriter element) {
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) Objects.requireNonNull(value);
            out.writeArrayStart();
            out.setItemCount(elements.size());
            for (Object each : elements) {
                out.startItem();
                element.write(each, out);
            }
            out.writeArrayEnd();
        };
    }

    private static ValueWriter ofMap(ValueWriter entry) {
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) Objects.requireNonNull(value);
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> each : entries.entrySet()) {
                out.startItem();
                out.writeString((CharSequence) each.getKey());
                entry.write(each.getValue(), out);
            }
            out.writeMapEnd();
        };
    }
}
