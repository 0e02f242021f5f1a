package net.leasequery.quickstart.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format: one byte 0, the schema's id in four bytes (big-endian), Avro's binary
 * encoding. Schemas come from the registry's Confluent API, once each, and the writer's schema is the
 * reader's.
 *
 * <p>Written against the format, without a registry's client library, because the quickstart and the tests use it to
 * check what the worker's converter wrote. One thread at a time.
 */
public final class RegistryAvroDeserializer implements Deserializer<@Nullable Object> {
    private static final int HEADER_BYTES = 5;
    private static final String REGISTRY_URL = "schema.registry.url";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Integer, GenericDatumReader<@Nullable Object>> readers = new HashMap<>();
    private @Nullable URI registry;

    /** Creates a deserializer for Kafka's tools, which call {@link #configure}. */
    public RegistryAvroDeserializer() {}

    /** {@code registry} is the root of the Confluent API: {@code http://…/apis/ccompat/v7}. */
    public RegistryAvroDeserializer(URI registry) {
        this.registry = registry;
    }

    /**
     * Sets the registry's address, as the other constructor does.
     *
     * @throws ConfigException if {@value #REGISTRY_URL} is missing
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (!(configs.get(REGISTRY_URL) instanceof String url)) {
            throw new ConfigException(REGISTRY_URL, configs.get(REGISTRY_URL), "must be the root of the Confluent API");
        }
        registry = URI.create(url);
    }

    /**
     * Returns a {@code GenericRecord}, or another type if the schema says so; null for a tombstone.
     *
     * @throws SerializationException if the bytes have another format or the registry does not know the schema
     */
    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new SerializationException("Not Confluent's wire format, in " + topic);
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        try {
            return readers.computeIfAbsent(id, this::reader)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException malformed) {
            throw new SerializationException("Not Avro of schema " + id + ", in " + topic, malformed);
        }
    }

    private GenericDatumReader<@Nullable Object> reader(int id) {
        URI address = URI.create(registry + "/schemas/ids/" + id);
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode schema = JSON.readTree(response.body()).path("schema");
            if (response.statusCode() != 200 || !schema.isTextual()) {
                throw new SerializationException(
                        address + " answered " + response.statusCode() + ": " + response.body());
            }
            return new GenericDatumReader<>(new Schema.Parser().parse(schema.asText()));
        } catch (IOException unreachable) {
            throw new SerializationException("Cannot read " + address, unreachable);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
