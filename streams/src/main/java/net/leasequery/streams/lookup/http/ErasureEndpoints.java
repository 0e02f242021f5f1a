package net.leasequery.streams.lookup.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.lookup.http.Endpoint.Call;
import net.leasequery.streams.lookup.question.ClientText;
import net.leasequery.streams.lookup.source.Erasures;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.apache.avro.generic.GenericRecord;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code /v1/erasures}. Safe for several threads. */
final class ErasureEndpoints {
    /** Rejects two clients in one command, or trailing data: it would not be clear which client is meant. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_OCTETS = 4_096;
    private static final String FORM =
            "Send application/json such as {\"client\": \"aa:bb:cc:dd:ee:ff\"}," + " or with port instead of client";

    private final Erasures erasures;
    private final LoggedAnswers answers;
    private final Clock clock;

    ErasureEndpoints(Erasures erasures, LoggedAnswers answers, Clock clock) {
        this.erasures = erasures;
        this.answers = answers;
        this.clock = clock;
    }

    /** Starts the erasure of a client. The request is recorded before the command is written. */
    Answer ask(Call call) throws UnavailableException, InterruptedException {
        JsonNode body = body(call.request());
        JsonNode client = body.path("client");
        JsonNode port = body.path("port");
        if (body.size() != 1 || !(client.isTextual() || port.isTextual())) {
            throw ProblemException.badRequest(FORM);
        }
        ClientSelector selector = selector(client, port);
        String id = UUID.randomUUID().toString();
        answers.record(call, "ERASURE", Map.of(selector.kind().text(), selector.value(), "id", id), 0);
        erasures.ask(id, selector, call.caller().name(), clock.instant());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put(
                "text",
                "The command is written. GET /v1/erasures?id=" + id
                        + " says what each partition has removed and what is left.");
        return Answer.json(202, document);
    }

    private static ClientSelector selector(JsonNode client, JsonNode port) {
        try {
            return client.isTextual() ? ClientText.client(client.asText()) : ClientText.port(port.asText());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode body(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw ProblemException.badRequest(FORM);
        }
        try (InputStream content = Content.Source.asInputStream(request)) {
            byte[] octets = content.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw ProblemException.badRequest("The body has more than " + MOST_OCTETS + " octets");
            }
            return MAPPER.readTree(octets);
        } catch (IOException e) {
            throw ProblemException.badRequest(FORM);
        }
    }

    /** Returns the progress of an erasure. */
    Answer state(Call call) throws UnavailableException {
        String id = call.parameters().text("id");
        if (id == null) {
            throw ProblemException.badParameter("id", "It is missing");
        }
        List<GenericRecord> answers = erasures.answers(id);
        int partitions = answers.isEmpty() ? -1 : ((Number) answers.get(0).get("partitions")).intValue();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("done", answers.size() == partitions);
        document.put("answers", answers.stream().map(Documents::record).toList());
        return Answer.json(200, document);
    }
}
