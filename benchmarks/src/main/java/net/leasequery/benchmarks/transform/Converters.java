package net.leasequery.benchmarks.transform;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The work of a worker's converters on a record. Each method returns the number of octets that it wrote. */
final class Converters {

    private final JsonConverter json = new JsonConverter();
    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of()));
    private final IdentityHashMap<Schema, GenericDatumWriter<Object>> avroWriters = new IdentityHashMap<>();

    Converters() {
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    /** Kafka's JSON converter, without schemas. */
    int json(SourceRecord record) {
        return json.fromConnectData(record.topic(), record.keySchema(), record.key()).length
                + json.fromConnectData(record.topic(), record.valueSchema(), record.value()).length;
    }

    /** An Avro converter's work without the registry. */
    int avro(SourceRecord record) throws IOException {
        return avro(record.keySchema(), record.key()) + avro(record.valueSchema(), record.value());
    }

    private int avro(Schema schema, @Nullable Object value) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(octets, null);
        avroWriters
                .computeIfAbsent(schema, any -> new GenericDatumWriter<>(avro.fromConnectSchema(any)))
                .write(avro.fromConnectData(schema, value), encoder);
        encoder.flush();
        return octets.toByteArray().length;
    }
}
