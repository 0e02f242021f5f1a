package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.Binding;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transforms between two Avro converters, as at a source and at a sink that use a registry. */
class AvroFormTest {

    private static final int BINDINGS = 1_000;
    private static final long SEED = Long.getLong("siem.seed", 20261125L);

    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of()));

    static List<Transformation<SinkRecord>> transforms() {
        ToEcs<SinkRecord> ecs = new ToEcs<>();
        ecs.configure(Map.of("timestamp.field", "timestamp"));
        OctetsToText<SinkRecord> text = new OctetsToText<>();
        text.configure(Map.of("decode", "client,relay"));
        PseudonymizeBinding<SinkRecord> pseudonyms = new PseudonymizeBinding<>();
        pseudonyms.configure(RefusedConfigurationTest.pseudonyms("hmac.key.id", "k1"));
        List<Transformation<SinkRecord>> others = List.of(new ToOcsf<>(), new ToCim<>(), new ToAsim<>());
        others.forEach(transform -> transform.configure(Map.of()));
        return List.of(ecs, text, pseudonyms, others.get(0), others.get(1), others.get(2));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void whatAvroReadsIsTurnedAlikeAndWhatIsTurnedCanBeWritten(Transformation<SinkRecord> transform) {
        GeneratedBindings bindings = new GeneratedBindings(SEED);
        for (int i = 0; i < BINDINGS; i++) {
            SinkRecord direct = Bindings.record(bindings.next());
            SchemaAndValue read = through(direct.valueSchema(), direct.value());
            SinkRecord record = new SinkRecord(
                    direct.topic(),
                    0,
                    direct.keySchema(),
                    direct.key(),
                    read.schema(),
                    read.value(),
                    7,
                    direct.timestamp(),
                    direct.timestampType(),
                    direct.headers());

            SinkRecord fromAvro = Objects.requireNonNull(transform.apply(record));
            SinkRecord fromStruct = Objects.requireNonNull(transform.apply(direct));

            String expected = Bindings.comparable(fromStruct.value());
            assertThat(Bindings.comparable(fromAvro.value())).isEqualTo(expected);
            SchemaAndValue written = through(fromStruct.valueSchema(), fromStruct.value());
            assertThat(Bindings.comparable(written.value())).isEqualTo(expected);
        }
        transform.close();
    }

    @Test
    void theFixturesHaveTheFieldsOfTheContract() {
        Schema contract = avro.toConnectSchema(Binding.getClassSchema());

        assertThat(Bindings.SCHEMA.fields())
                .extracting(Field::name)
                .isEqualTo(contract.fields().stream().map(Field::name).toList());
        for (Field field : contract.fields()) {
            Schema mine = Bindings.SCHEMA.field(field.name()).schema();
            assertThat(mine.type()).as(field.name()).isEqualTo(field.schema().type());
            assertThat(mine.isOptional())
                    .as(field.name())
                    .isEqualTo(field.schema().isOptional());
        }
        assertThat(Bindings.RELAY.fields())
                .extracting(Field::name)
                .isEqualTo(contract.field("relay").schema().fields().stream()
                        .map(Field::name)
                        .toList());
    }

    @Test
    void pseudonymsKnowEachFieldOfTheContract() {
        PseudonymizeBinding<SinkRecord> pseudonyms = new PseudonymizeBinding<>();
        pseudonyms.configure(RefusedConfigurationTest.pseudonyms("hmac.key.id", "k1"));
        Schema contract = avro.toConnectSchema(Binding.getClassSchema());
        Struct binding = Bindings.bare(contract, "192.0.2.7", "ACTIVE", "LIVE").put("options", Map.of());

        SinkRecord output = Objects.requireNonNull(pseudonyms.apply(Bindings.record(binding)));

        assertThat(output.valueSchema()).isSameAs(contract);
    }

    private SchemaAndValue through(Schema schema, Object value) {
        try {
            org.apache.avro.Schema avroSchema = avro.fromConnectSchema(schema);
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(octets, null);
            new GenericDatumWriter<GenericRecord>(avroSchema)
                    .write((GenericRecord) avro.fromConnectData(schema, value), encoder);
            encoder.flush();
            GenericRecord read = new GenericDatumReader<GenericRecord>(avroSchema)
                    .read(null, DecoderFactory.get().binaryDecoder(octets.toByteArray(), null));
            return avro.toConnectData(avroSchema, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
