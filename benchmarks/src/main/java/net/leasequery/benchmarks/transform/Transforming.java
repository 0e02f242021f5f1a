package net.leasequery.benchmarks.transform;

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
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One binding through each transform, compared with the converters. There are two yardsticks: the conversion of the
 * binding (a sink's converter, before the transform) and that of the transform's own output (a source's converter,
 * after the transform). Each is of key and value, because a worker converts both. The Avro conversion is without a
 * registry, whose answers serializers cache; the JSON conversion is without schemas.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Transforming {

    private static final int RECORDS = 1024;

    private final SourceRecord[] records = LeaseRecords.ipv4(RECORDS).toArray(SourceRecord[]::new);
    private final Converters converters = new Converters();
    private final Transformation<SourceRecord> ocsf = configured(new ToOcsf<>(), Map.of());
    private final Transformation<SourceRecord> ecs = configured(new ToEcs<>(), Map.of("timestamp.field", "timestamp"));
    private final Transformation<SourceRecord> cim = configured(new ToCim<>(), Map.of());
    private final Transformation<SourceRecord> asim = configured(new ToAsim<>(), Map.of());
    private final Transformation<SourceRecord> text = configured(new OctetsToText<>(), Map.of());
    private final Transformation<SourceRecord> pseudonyms = configured(
            new PseudonymizeBinding<>(),
            Map.of("hmac.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "hmac.key.id", "k1"));
    private final Outputs ofOcsf = new Outputs(ocsf, records);
    private final Outputs ofEcs = new Outputs(ecs, records);
    private final Outputs ofCim = new Outputs(cim, records);
    private final Outputs ofAsim = new Outputs(asim, records);
    private final Outputs ofText = new Outputs(text, records);
    private final Outputs ofPseudonyms = new Outputs(pseudonyms, records);
    private int next;

    private static Transformation<SourceRecord> configured(
            Transformation<SourceRecord> transform, Map<String, String> keys) {
        transform.configure(keys);
        return transform;
    }

    /** The binding by Kafka's JSON converter. */
    @Benchmark
    public int jsonOfBinding() {
        return converters.json(next());
    }

    /** The binding by an Avro converter. */
    @Benchmark
    public int avroOfBinding() throws IOException {
        return converters.avro(next());
    }

    @Benchmark
    public SourceRecord toOcsf() {
        return ocsf.apply(next());
    }

    @Benchmark
    public int jsonOfOcsf() {
        return converters.json(ofOcsf.get(nextIndex()));
    }

    @Benchmark
    public int avroOfOcsf() throws IOException {
        return converters.avro(ofOcsf.get(nextIndex()));
    }

    @Benchmark
    public SourceRecord toEcs() {
        return ecs.apply(next());
    }

    @Benchmark
    public int jsonOfEcs() {
        return converters.json(ofEcs.get(nextIndex()));
    }

    @Benchmark
    public int avroOfEcs() throws IOException {
        return converters.avro(ofEcs.get(nextIndex()));
    }

    @Benchmark
    public SourceRecord toCim() {
        return cim.apply(next());
    }

    @Benchmark
    public int jsonOfCim() {
        return converters.json(ofCim.get(nextIndex()));
    }

    @Benchmark
    public int avroOfCim() throws IOException {
        return converters.avro(ofCim.get(nextIndex()));
    }

    @Benchmark
    public SourceRecord toAsim() {
        return asim.apply(next());
    }

    @Benchmark
    public int jsonOfAsim() {
        return converters.json(ofAsim.get(nextIndex()));
    }

    @Benchmark
    public int avroOfAsim() throws IOException {
        return converters.avro(ofAsim.get(nextIndex()));
    }

    @Benchmark
    public SourceRecord octetsToText() {
        return text.apply(next());
    }

    @Benchmark
    public int jsonOfText() {
        return converters.json(ofText.get(nextIndex()));
    }

    @Benchmark
    public int avroOfText() throws IOException {
        return converters.avro(ofText.get(nextIndex()));
    }

    @Benchmark
    public SourceRecord pseudonymizeBinding() {
        return pseudonyms.apply(next());
    }

    @Benchmark
    public int jsonOfPseudonyms() {
        return converters.json(ofPseudonyms.get(nextIndex()));
    }

    @Benchmark
    public int avroOfPseudonyms() throws IOException {
        return converters.avro(ofPseudonyms.get(nextIndex()));
    }

    private SourceRecord next() {
        return records[nextIndex()];
    }

    private int nextIndex() {
        next = (next + 1) % RECORDS;
        return next;
    }
}
