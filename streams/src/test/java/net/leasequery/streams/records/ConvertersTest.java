package net.leasequery.streams.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Stream;
import net.leasequery.Finding;
import net.leasequery.Heartbeat;
import net.leasequery.Lease;
import net.leasequery.Member;
import net.leasequery.MemberKey;
import net.leasequery.QuarantinedMessage;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvertersTest {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private static Converters json(boolean schemas) {
        Map<String, String> config = Map.of("schemas.enable", Boolean.toString(schemas));
        return new Converters(new ConverterSettings(config, config, List.of()));
    }

    private static GenericRecord member() {
        GenericRecord member = new GenericData.Record(Member.getClassSchema());
        member.put("connected", true);
        member.put("gapOpen", false);
        member.put("complete", true);
        member.put("lastHeard", 1_800_000_000_123L);
        member.put("unreadableRecords", 0L);
        return member;
    }

    @Test
    void readsWhatItWroteWithSchemasAndWithout() {
        for (boolean schemas : new boolean[] {true, false}) {
            try (Converters converters = json(schemas)) {
                byte[] octets = converters.valueSerializer().serialize("t", member());

                assertThat(converters.readValue("t", new RecordHeaders(), octets, Member.getClassSchema()))
                        .isEqualTo(member());
            }
        }
    }

    @Test
    void coercesSchemalessJson() {
        try (Converters converters = json(false)) {
            byte[] octets =
                    "{\"server\":\"east\",\"family\":\"ipv4\",\"time\":17,\"reason\":\"odd\",\"octets\":\"/wA=\",\"new\":1}"
                            .getBytes(StandardCharsets.UTF_8);

            GenericRecord read =
                    converters.readValue("t", new RecordHeaders(), octets, QuarantinedMessage.getClassSchema());

            assertThat(read.get("time")).isEqualTo(17L);
            assertThat(read.get("octets")).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0}));
        }
    }

    @Test
    void namesTheFieldThatIsWrongButNotTheRecord() {
        try (Converters converters = json(false)) {
            byte[] octets = "{\"server\":\"secret\",\"family\":\"ipv4\",\"gapOpen\":\"secret\",\"time\":1}"
                    .getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> converters.readValue("t", new RecordHeaders(), octets, Heartbeat.getClassSchema()))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessage("Field gapOpen is a String, not true or false");
        }
    }

    @Test
    void writesWhatTheContractSays() {
        for (Schema avro : List.of(Lease.getClassSchema(), Member.getClassSchema(), Finding.getClassSchema())) {
            var connect = ToConnect.schema(avro);

            assertThat(connect.name()).isEqualTo(avro.getFullName());
            for (Schema.Field field : avro.getFields()) {
                var written = connect.field(field.name()).schema();
                Schema value =
                        field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
                assertThat(written.isOptional())
                        .as(field.name())
                        .isEqualTo(field.schema().isUnion());
                assertThat(Timestamp.LOGICAL_NAME.equals(written.name()))
                        .as(field.name())
                        .isEqualTo(value.getLogicalType() != null);
            }
        }
    }

    @Test
    void givesEachThreadConvertersOfItsOwn() throws Exception {
        try (Converters converters = json(false)) {
            converters.check();
            Thread other = new Thread(converters::check);
            other.start();
            other.join();

            assertThat(converters.made()).isEqualTo(4);
        }
    }

    @Test
    void loadsAPluginFromItsOwnJarsFirst(@TempDir Path plugins) throws Exception {
        Path jar = Path.of(Class.forName(JSON)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(plugins.resolve("json"));
        Files.copy(jar, plugins.resolve("json").resolve("connect-json.jar"));

        ClassLoader loader = PluginClassLoader.having(
                        JSON, List.of(plugins), getClass().getClassLoader())
                .orElseThrow();
        Class<?> loaded = loader.loadClass(JSON);

        assertThat(loaded.getClassLoader()).isSameAs(loader);
        assertThat(Converter.class).isAssignableFrom(loaded);
    }

    @Test
    void refusesAConverterThatIsNotThere() {
        Converters converters =
                new Converters(new ConverterSettings(Map.of("", "com.example.Missing"), Map.of(), List.of()));

        assertThatThrownBy(converters::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key.converter")
                .hasMessageContaining("com.example.Missing")
                .hasMessageContaining("put its folder into plugin.path");
    }

    @Test
    void readsStateThatAnEarlierVersionWrote() throws IOException {
        Schema current = State.COMPLETENESS;
        Schema earlier = SchemaBuilder.record("Completeness")
                .namespace("net.leasequery.streams")
                .fields()
                .requiredString("group")
                .requiredString("server")
                .requiredBoolean("complete")
                .requiredLong("claimedAt")
                .endRecord();
        GenericRecord stored = new GenericData.Record(earlier);
        stored.put("group", "site");
        stored.put("server", "east");
        stored.put("complete", true);
        stored.put("claimedAt", 7L);

        byte[] octets = AvroSerde.of(earlier).write(stored);
        GenericRecord read = Objects.requireNonNull(
                new AvroSerde(current, List.of(earlier)).deserializer().deserialize("t", octets));

        assertThat(read.get("claimedAt")).isEqualTo(7L);
        assertThat(read.get("removed")).isEqualTo(false);
        assertThat(read.get("watermark")).isNull();
    }

    @Test
    void writesKeys() {
        GenericRecord key = new GenericData.Record(MemberKey.getClassSchema());
        key.put("group", "site");
        key.put("server", "east");
        try (Converters converters = json(false)) {
            assertThat(new String(converters.keySerializer().serialize("t", key), StandardCharsets.UTF_8))
                    .isEqualTo("{\"group\":\"site\",\"server\":\"east\"}");
        }
    }

    /** A converter whose registry fails for some attempts. */
    public static final class RegistryConverter extends JsonConverter {
        private static final ThreadLocal<Queue<RuntimeException>> FAILURES = ThreadLocal.withInitial(ArrayDeque::new);

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] octets) {
            fail();
            return super.toConnectData(topic, octets);
        }

        @Override
        public byte[] fromConnectData(String topic, org.apache.kafka.connect.data.Schema schema, Object value) {
            fail();
            return super.fromConnectData(topic, schema, value);
        }

        private static void fail() {
            RuntimeException failure = FAILURES.get().poll();
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Of Apicurio's client: without an error if nobody answered, and never with a cause. */
    public static final class RestClientException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Integer code;

        RestClientException(@Nullable Integer code) {
            this.code = code;
        }

        public Answer getError() {
            return new Answer(code);
        }

        public record Answer(@Nullable Integer code) {
            public @Nullable Integer getErrorCode() {
                return code;
            }
        }
    }

    private static Converters withRegistry(RuntimeException... failures) {
        RegistryConverter.FAILURES.get().clear();
        RegistryConverter.FAILURES.get().addAll(List.of(failures));
        Map<String, String> config = Map.of("", RegistryConverter.class.getName(), "schemas.enable", "false");
        return new Converters(
                new ConverterSettings(config, config, List.of()), List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private static GenericRecord readMember(Converters converters) {
        byte[] octets = "{\"connected\":true,\"gapOpen\":false,\"complete\":true,\"unreadableRecords\":0}"
                .getBytes(StandardCharsets.UTF_8);
        return converters.readValue("t", new RecordHeaders(), octets, Member.getClassSchema());
    }

    static Stream<RuntimeException> failuresOfRegistries() {
        return Stream.of(
                new RestClientException(null),
                new RestClientException(503),
                new RestClientException(401),
                new DataException("Failed", new SerializationException("Error", new ConnectException("refused"))),
                new NetworkException("I/O", new SerializationException("Error", new SocketTimeoutException())),
                new ConfigException("Failed to access Avro data from topic t : Unauthorized"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfRegistries")
    void doesNotCallARecordUnreadableBecauseTheRegistryIsDown(RuntimeException failure) {
        try (Converters converters = withRegistry(failure, failure)) {
            assertThat(readMember(converters).get("connected")).isEqualTo(true);
        }
        try (Converters converters = withRegistry(failure, failure, failure)) {
            assertThatThrownBy(() -> readMember(converters))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasCause(failure);
        }
        try (Converters converters = withRegistry(failure)) {
            assertThatThrownBy(() -> converters.valueSerializer().serialize("t", member()))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    static Stream<RuntimeException> failuresOfRecords() {
        return Stream.of(
                new RestClientException(404),
                new IllegalStateException("artifact reference cannot be null"),
                new DataException("Failed", new SerializationException("Unknown magic byte!")),
                new NetworkException("I/O", new SerializationException("Error", new EOFException())));
    }

    @ParameterizedTest
    @MethodSource("failuresOfRecords")
    void doesNotWaitForARecordThatCannotBeRead(RuntimeException failure) {
        try (Converters converters = withRegistry(failure)) {
            assertThatThrownBy(() -> readMember(converters)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    /** A converter that does not accept its settings, and says so in its own way. */
    public static final class PickyConverter extends JsonConverter {
        @Override
        public void configure(Map<String, ?> config) {
            throw new IllegalStateException("no url");
        }
    }

    @Test
    void refusesSettingsThatAConverterDoesNotAccept() {
        Map<String, String> config = Map.of("", PickyConverter.class.getName());
        Converters converters = new Converters(new ConverterSettings(config, config, List.of()));

        assertThatThrownBy(converters::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key.converter")
                .hasMessageContaining("no url");
    }
}
