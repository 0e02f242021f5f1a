package net.leasequery.streams.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records of repartition topics and stores in Avro's single-object encoding. Each record carries the
 * fingerprint of its schema, so that a later version can read what an earlier one stored. Safe for several threads.
 */
public final class AvroSerde implements Serde<@Nullable GenericRecord> {
    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int TYPICAL_OCTETS = 1024;
    /** Kept because each has buffers. */
    private static final ThreadLocal<Output> OUTPUT = ThreadLocal.withInitial(() -> {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(TYPICAL_OCTETS);
        return new Output(octets, EncoderFactory.get().binaryEncoder(octets, null));
    });

    /** Reads from octets in place. */
    private static final ThreadLocal<BinaryDecoder> DECODER =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    private record Output(ByteArrayOutputStream octets, BinaryEncoder encoder) {}

    private final byte[] header;
    private final ValueWriter writer;
    private final ValueReader reader;
    /** For records of earlier schemas. It reads octet by octet. */
    private final BinaryMessageDecoder<GenericRecord> decoder;

    /**
     * Returns a serde of one type.
     *
     * @param schema with which records are written
     * @param earlier schemas of earlier versions, whose records may still be in stores
     */
    public AvroSerde(Schema schema, List<Schema> earlier) {
        header = ByteBuffer.allocate(MARKER.length + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        writer = ValueWriter.of(schema);
        reader = ValueReader.of(schema);
        decoder = new BinaryMessageDecoder<>(GenericData.get(), schema);
        earlier.forEach(decoder::addSchema);
    }

    /** Returns a serde of a type without earlier schemas. */
    public static AvroSerde of(Schema schema) {
        return new AvroSerde(schema, List.of());
    }

    /** Returns the record as octets. */
    public byte[] write(GenericRecord record) {
        try {
            Output out = OUTPUT.get();
            // Flushes what a failed attempt has left; after that, the octets are reset.
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out.octets(), out.encoder());
            out.octets().reset();
            encoder.writeFixed(header);
            writer.write(record, encoder);
            encoder.flush();
            return out.octets().toByteArray();
        } catch (IOException e) {
            throw new SerializationException("A " + record.getSchema().getName() + " could not be written", e);
        }
    }

    private GenericRecord read(byte[] octets) throws IOException {
        if (!isOfPresentSchema(octets)) {
            return decoder.decode(octets);
        }
        BinaryDecoder in =
                DecoderFactory.get().binaryDecoder(octets, header.length, octets.length - header.length, DECODER.get());
        return (GenericRecord) Objects.requireNonNull(reader.read(in));
    }

    private boolean isOfPresentSchema(byte[] octets) {
        return octets.length >= header.length && Arrays.equals(octets, 0, header.length, header, 0, header.length);
    }

    @Override
    public Serializer<@Nullable GenericRecord> serializer() {
        return (topic, record) -> record == null ? null : write(record);
    }

    @Override
    public Deserializer<@Nullable GenericRecord> deserializer() {
        return (topic, octets) -> {
            if (octets == null) {
                return null;
            }
            try {
                return read(octets);
            } catch (IOException e) {
                throw new SerializationException("A record of " + topic + " could not be read", e);
            }
        };
    }
}
