package net.leasequery.streams.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Encodes records of one schema as octets, exactly as Avro's {@code GenericDatumWriter} does, but faster: which branch
 * of a union and which conversion a field needs is decided once for each schema, not for each value. Writes what
 * schemas of this project contain: every union is of null and one type. Safe for several threads.
 */
final class RecordEncoder {
    private static final ThreadLocal<Buffer> BUFFERS = ThreadLocal.withInitial(Buffer::new);
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private final byte[] header;
    private final FieldWriter writer;

    /** Reused, because each new encoder of Avro allocates a buffer. */
    private static final class Buffer {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(octets, null);
    }

    /** Writes one value. Avro declares no value as nullable; only those of a union may be null. */
    @FunctionalInterface
    private interface FieldWriter {
        void write(Object value, Encoder out) throws IOException;
    }

    /**
     * Creates an encoder.
     *
     * @param header written before each record
     * @param schema of the records
     * @throws IllegalArgumentException if the schema contains a type that no schema of this project contains
     */
    RecordEncoder(byte[] header, Schema schema) {
        this.header = header.clone();
        writer = writer(schema);
    }

    byte[] encode(IndexedRecord record) throws IOException {
        Buffer buffer = BUFFERS.get();
        buffer.octets.reset();
        // Discards what is left of a record that could not be written.
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(buffer.octets, buffer.encoder);
        out.writeFixed(header);
        writer.write(record, out);
        out.flush();
        return buffer.octets.toByteArray();
    }

    private static FieldWriter writer(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> optional(schema);
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case STRING -> (value, out) -> out.writeString((CharSequence) value);
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case LONG -> (value, out) -> out.writeLong((Long) value);
            case INT -> (value, out) -> out.writeInt((Integer) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            default -> throw new IllegalArgumentException("No schema of this project contains a " + schema.getType());
        };
    }

    private static FieldWriter record(Schema schema) {
        FieldWriter[] writers =
                schema.getFields().stream().map(field -> writer(field.schema())).toArray(FieldWriter[]::new);
        return (value, out) -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int at = 0; at < writers.length; at++) {
                writers[at].write(record.get(at), out);
            }
        };
    }

    private static FieldWriter optional(Schema union) {
        List<Schema> types = union.getTypes();
        if (types.size() != 2 || types.get(NULL_BRANCH).getType() != Schema.Type.NULL) {
            throw new IllegalArgumentException("No schema of this project contains " + union);
        }
        FieldWriter present = writer(types.get(VALUE_BRANCH));
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(NULL_BRANCH);
            } else {
                out.writeIndex(VALUE_BRANCH);
                present.write(value, out);
            }
        };
    }

    private static FieldWriter array(Schema schema) {
        FieldWriter element = writer(schema.getElementType());
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) value;
            out.writeArrayStart();
            out.setItemCount(elements.size());
            for (Object each : elements) {
                out.startItem();
                element.write(each, out);
            }
            out.writeArrayEnd();
        };
    }

    private static FieldWriter map(Schema schema) {
        FieldWriter element = writer(schema.getValueType());
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> each : entries.entrySet()) {
                out.startItem();
                out.writeString((CharSequence) each.getKey());
                element.write(each.getValue(), out);
            }
            out.writeMapEnd();
        };
    }
}
