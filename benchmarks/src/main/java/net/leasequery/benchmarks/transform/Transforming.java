package net.leasequery.benchmarks.transform;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.benchmarks.decode.LeaseRecords;
import net.leasequery.transforms.OctetsToText;
import net.leasequery.transforms.PseudonymizeBinding;
import net.leasequery.transforms.ToAsim;
import net.leasequery.transforms.ToCim;
import net.leasequery.transforms.ToEcs;
import net.leasequery.transforms.ToOcsf;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One binding through each transform, and through the converters that write the same binding: a transform is to take no
 * more than 30 % of the converter's time. The Avro conversion is without a registry, which an application asks once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Transforming {

    private static final int RECORDS = 1024;

    private final SourceRecord[] records = LeaseRecords.ipv4(RECORDS).toArray(SourceRecord[]::new);
    private final JsonConverter json = new JsonConverter();
    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of()));
    private final Schema avroSchema = avro.fromConnectSchema(records[0].valueSchema());
    private final GenericDatumWriter<Object> avroWriter = new GenericDatumWriter<>(avroSchema);
    private final Transformation<SourceRecord> ocsf = configured(new ToOcsf<>(), Map.of());
    private final Transformation<SourceRecord> ecs = configured(new ToEcs<>(), Map.of());
    private final Transformation<SourceRecord> cim = configured(new ToCim<>(), Map.of());
    private final Transformation<SourceRecord> asim = configured(new ToAsim<>(), Map.of());
    private final Transformation<SourceRecord> text = configured(new OctetsToText<>(), Map.of());
    private final Transformation<SourceRecord> pseudonyms = configured(
            new PseudonymizeBinding<>(),
            Map.of("hmac.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "hmac.key.id", "k1"));
    private int next;

    public Transforming() {
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    private static Transformation<SourceRecord> configured(
            Transformation<SourceRecord> transform, Map<String, String> keys) {
        transform.configure(keys);
        return transform;
    }

    /** Kafka's JSON converter, without schemas. */
    @Benchmark
    public byte[] jsonConverter() {
        SourceRecord record = next();
        return json.fromConnectData(record.topic(), record.valueSchema(), record.value());
    }

    /** An Avro converter's work but for the registry. */
    @Benchmark
    public byte[] avroConverter() throws IOException {
        SourceRecord record = next();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(octets, null);
        avroWriter.write(avro.fromConnectData(record.valueSchema(), record.value()), encoder);
        encoder.flush();
        return octets.toByteArray();
    }

    @Benchmark
    public SourceRecord toOcsf() {
        return ocsf.apply(next());
    }

    @Benchmark
    public SourceRecord toEcs() {
        return ecs.apply(next());
    }

    @Benchmark
    public SourceRecord toCim() {
        return cim.apply(next());
    }

    @Benchmark
    public SourceRecord toAsim() {
        return asim.apply(next());
    }

    @Benchmark
    public SourceRecord octetsToText() {
        return text.apply(next());
    }

    @Benchmark
    public SourceRecord pseudonymizeBinding() {
        return pseudonyms.apply(next());
    }

    private SourceRecord next() {
        next = (next + 1) % RECORDS;
        return records[next];
    }
}
