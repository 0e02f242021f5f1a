package net.leasequery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {

    static Stream<Schema> schemas() {
        return Stream.of(
                BindingKey.getClassSchema(),
                ServerKey.getClassSchema(),
                Binding.getClassSchema(),
                Relay.getClassSchema(),
                ConnectionEvent.getClassSchema(),
                Heartbeat.getClassSchema(),
                QuarantinedMessage.getClassSchema(),
                LeaseKey.getClassSchema(),
                Lease.getClassSchema(),
                LeaseView.getClassSchema(),
                MemberKey.getClassSchema(),
                Member.getClassSchema(),
                FindingKey.getClassSchema(),
                Finding.getClassSchema(),
                TenureKey.getClassSchema(),
                Tenure.getClassSchema(),
                TenureSpan.getClassSchema(),
                HistoryCommandKey.getClassSchema(),
                HistoryCommand.getClassSchema(),
                HistoryAnswerKey.getClassSchema(),
                HistoryAnswer.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void tellsWhatEachFieldMeans(Schema schema) {
        assertThat(schema.getDoc()).isNotBlank();
        assertThat(schema.getFields())
                .allSatisfy(field -> assertThat(field.doc()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void writesUnknownAsNullSoThatAFieldMayComeAndGo(Schema schema) {
        assertThat(schema.getFields())
                .filteredOn(field -> field.schema().isUnion())
                .allSatisfy(field -> {
                    assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
                    assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
                });
    }

    @Test
    void readsRecordsWrittenBeforeAnOptionalFieldExisted() {
        Schema current = Binding.getClassSchema();
        List<Schema.Field> required = new ArrayList<>();
        for (Schema.Field field : current.getFields()) {
            if (!field.hasDefaultValue()) {
                required.add(new Schema.Field(field, field.schema()));
            }
        }
        Schema older = Schema.createRecord(current.getName(), null, current.getNamespace(), false, required);

        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(current, older);

        assertThat(compatibility.getType()).isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void shipsTheSchemaFilesInTheJar() throws IOException {
        try (InputStream file = ContractTest.class.getResourceAsStream("/avro/Binding.avsc")) {
            assertThat(file).isNotNull();
            assertThat(new Schema.Parser().parse(file).getFields())
                    .extracting(Schema.Field::name)
                    .isEqualTo(Binding.getClassSchema().getFields().stream()
                            .map(Schema.Field::name)
                            .toList());
        }
    }

    @Test
    void carriesABindingThroughAvro() throws IOException {
        Binding binding = Binding.newBuilder()
                .setEventId("0123456789abcdef0123456789abcdef")
                .setServer("east")
                .setFamily("ipv4")
                .setLeaseType("V4")
                .setAddress("192.0.2.7")
                .setState("ACTIVE")
                .setOrigin("LIVE")
                .setBaseTime(Instant.ofEpochSecond(1_800_000_000))
                .setRelay(Relay.newBuilder()
                        .setCircuitId(ByteBuffer.wrap(new byte[] {1, 2}))
                        .build())
                .setInfiniteLease(false)
                .setRemote(false)
                .setInferred(false)
                .setOptions(Map.of("124", ByteBuffer.wrap(new byte[] {3})))
                .build();

        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(octets, null);
        new SpecificDatumWriter<>(Binding.class).write(binding, encoder);
        encoder.flush();
        Binding read = new SpecificDatumReader<>(Binding.class)
                .read(null, DecoderFactory.get().binaryDecoder(octets.toByteArray(), null));

        assertThat(read).isEqualTo(binding);
    }
}
