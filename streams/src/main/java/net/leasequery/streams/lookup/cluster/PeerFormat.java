package net.leasequery.streams.lookup.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.lookup.source.TenureQuestion;

/**
 * The format of messages between instances: the records as JSON, times in milliseconds. Unknown fields are ignored, so
 * that instances of two versions understand each other.
 */
public final class PeerFormat {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new WriteTime())
                    .addDeserializer(Instant.class, new ReadTime()));

    /**
     * A question to another instance.
     *
     * @param question for tenures
     * @param partitions of the other instance to read
     */
    public record Forwarded(TenureQuestion question, List<Integer> partitions) {

        /** Copies the list. */
        public Forwarded {
            partitions = List.copyOf(partitions);
        }
    }

    private static final class WriteTime extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant time, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeNumber(time.toEpochMilli());
        }
    }

    private static final class ReadTime extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return Instant.ofEpochMilli(from.getLongValue());
        }
    }

    private PeerFormat() {}

    static byte[] question(TenureQuestion question, List<Integer> partitions) {
        return write(new Forwarded(question, partitions));
    }

    /**
     * Reads a question.
     *
     * @throws IOException if the text is not a question
     */
    public static Forwarded forwarded(byte[] body) throws IOException {
        return MAPPER.readValue(body, Forwarded.class);
    }

    /** Writes a page. */
    public static byte[] write(TenurePage page) {
        return write((Object) page);
    }

    static TenurePage page(byte[] body) throws IOException {
        return MAPPER.readValue(body, TenurePage.class);
    }

    private static byte[] write(Object content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message between instances is not JSON", e);
        }
    }
}
