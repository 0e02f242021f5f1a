package net.leasequery.streams.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
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
    private final BinaryMessageEncoder<GenericRecord> encoder;
    private final BinaryMessageDecoder<GenericRecord> decoder;

    /**
     * Returns a serde of one type.
     *
     * @param schema with which records are written
     * @param earlier schemas of earlier versions, whose records may still be in stores
     */
    public AvroSerde(Schema schema, List<Schema> earlier) {
        encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
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
            ByteBuffer octets = encoder.encode(record);
            byte[] exact = new byte[octets.remaining()];
            octets.get(exact);
            return exact;
        } catch (IOException e) {
            throw new SerializationException("A " + record.getSchema().getName() + " could not be written", e);
        }
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
                return decoder.decode(octets);
            } catch (IOException e) {
                throw new SerializationException("A record of " + topic + " could not be read", e);
            }
        };
    }
}
