package net.leasequery.systemtests.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Schemas in a registry that are named by their topics. */
final class TopicSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI registry;

    /** @param registry Confluent's API */
    TopicSchemas(URI registry) {
        this.registry = registry;
    }

    /** Registers the schemas of all topics with one prefix for topics with another, so that no converter has to. */
    void copy(String fromPrefix, String toPrefix) throws IOException, InterruptedException {
        int copied = 0;
        for (JsonNode subject : send(request("/subjects"))) {
            if (subject.asText().startsWith(fromPrefix + ".")) {
                JsonNode latest = send(request("/subjects/" + subject.asText() + "/versions/latest"));
                String copy = toPrefix + subject.asText().substring(fromPrefix.length());
                String schema = JsonNodeFactory.instance
                        .objectNode()
                        .put("schema", latest.required("schema").asText())
                        .toString();
                JsonNode unused = send(request("/subjects/" + copy + "/versions")
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(schema)));
                copied++;
            }
        }
        if (copied == 0) {
            throw new IllegalStateException("The registry has no schema of topics that begin with " + fromPrefix + ".");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry + path)).timeout(REQUEST_TIMEOUT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
