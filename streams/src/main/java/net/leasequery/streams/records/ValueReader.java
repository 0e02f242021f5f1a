package net.leasequery.streams.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that a {@link ValueWriter} of the same schema wrote. Avro's own reader resolves the schema of the writer
 * against that of the reader in each field, and makes a text in two steps. Immutable.
 */
@FunctionalInterface
interface ValueReader {

    @Nullable
    Object read(Decoder in) throws IOException;

    /** Returns the reader of a schema of the contract or of the stores: every union is null or one other type. */
    static ValueReader of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> ofRecord(schema);
            case UNION -> ofOptional(of(ValueWriter.present(schema)));
            case ARRAY -> ofArray(of(schema.getElementType()));
            case MAP -> ofMap(of(schema.getValueType()));
            case STRING -> Decoder::readString;
            case BYTES -> in -> in.readBytes(null);
            case BOOLEAN -> Decoder::readBoolean;
            case INT -> Decoder::readInt;
            case LONG -> Decoder::readLong;
            default -> throw new IllegalArgumentException("No field of the contract is a " + schema.getType());
        };
    }

    private static ValueReader ofRecord(Schema schema) {
        ValueReader[] fields =
                schema.getFields().stream().map(field -> of(field.schema())).toArray(ValueReader[]::new);
        return in -> {
            GenericData.Record record = new GenericData.Record(schema);
            for (int position = 0; position < fields.length; position++) {
                record.put(position, fields[position].read(in));
            }
            return record;
        };
    }

    private static ValueReader ofOptional(ValueReader present) {
        return in -> in.readIndex() == 0 ? null : present.read(in);
    }

    private static ValueReader ofArray(ValueReader element) {
        return in -> {
            long left = in.readArrayStart();
            List<@Nullable Object> elements = new ArrayList<>((int) left);
            while (left > 0) {
                for (; left > 0; left--) {
                    elements.add(element.read(in));
                }
                left = in.arrayNext();
            }
            return elements;
        };
    }

    private static ValueReader ofMap(ValueReader entry) {
        return in -> {
            Map<String, @Nullable Object> entries = new HashMap<>();
            for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
                for (; left > 0; left--) {
                    entries.put(in.readString(), entry.read(in));
                }
            }
            return entries;
        };
    }
}
