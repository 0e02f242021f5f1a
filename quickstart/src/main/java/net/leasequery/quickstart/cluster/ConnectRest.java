package net.leasequery.quickstart.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Client of a Connect worker's REST API: one method for each request, answers as JSON.
 *
 * <p>409 (the group is rebalancing) is retried for up to two minutes, as Connect's documentation requires of clients.
 * Every other refusal is a {@link ConnectRestException}. May be used by many threads.
 */
public final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REBALANCE_LIMIT = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(90);
    private static final int REBALANCING = 409;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    public ConnectRest(URI address) {
        this.address = address;
    }

    /** The plugins that the worker has found. */
    public JsonNode plugins() throws IOException, InterruptedException {
        return send("GET", "/connector-plugins?connectorsOnly=false", null);
    }

    /** Validates a configuration, which must contain {@code connector.class}. */
    public JsonNode validate(String plugin, Map<String, String> configuration)
            throws IOException, InterruptedException {
        return send("PUT", "/connector-plugins/" + plugin + "/config/validate", JSON.valueToTree(configuration));
    }

    /** Creates the connector, or gives it a new configuration. */
    public JsonNode submit(String connector, Map<String, String> configuration)
            throws IOException, InterruptedException {
        return send("PUT", "/connectors/" + connector + "/config", JSON.valueToTree(configuration));
    }

    /**
     * Creates the connector in a given initial state.
     *
     * @param initialState {@code RUNNING}, {@code PAUSED} or {@code STOPPED}; supported by workers since Kafka 3.7
     */
    public JsonNode create(String connector, Map<String, String> configuration, String initialState)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("name", connector).put("initial_state", initialState);
        body.set("config", JSON.valueToTree(configuration));
        return send("POST", "/connectors", body);
    }

    /** The connector's configuration and those of its tasks, as Connect shows them to any caller. */
    public JsonNode configurations(String connector) throws IOException, InterruptedException {
        ObjectNode all = JSON.createObjectNode();
        all.set("connector", send("GET", "/connectors/" + connector + "/config", null));
        all.set("tasks", send("GET", "/connectors/" + connector + "/tasks", null));
        return all;
    }

    /** State of the connector and of its tasks. */
    public JsonNode status(String connector) throws IOException, InterruptedException {
        return send("GET", "/connectors/" + connector + "/status", null);
    }

    public void pause(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/pause", null);
    }

    public void resume(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/resume", null);
    }

    /** Stops the tasks and keeps configuration and offsets; the offsets may be changed then. */
    public void stop(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/stop", null);
    }

    /** Restarts the connector and all its tasks. */
    public void restart(String connector) throws IOException, InterruptedException {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true", null);
    }

    public void restartTask(String connector, int task) throws IOException, InterruptedException {
        send("POST", "/connectors/" + connector + "/tasks/" + task + "/restart", null);
    }

    /** The stored offsets of the connector, per source partition. */
    public JsonNode offsets(String connector) throws IOException, InterruptedException {
        return send("GET", "/connectors/" + connector + "/offsets", null);
    }

    /** Replaces stored offsets, given in the form that {@link #offsets} returns. The connector must be stopped. */
    public JsonNode alterOffsets(String connector, JsonNode offsets) throws IOException, InterruptedException {
        return send("PATCH", "/connectors/" + connector + "/offsets", offsets);
    }

    /** Deletes all stored offsets. The connector must be stopped. */
    public JsonNode resetOffsets(String connector) throws IOException, InterruptedException {
        return send("DELETE", "/connectors/" + connector + "/offsets", null);
    }

    public void delete(String connector) throws IOException, InterruptedException {
        send("DELETE", "/connectors/" + connector, null);
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        long deadline = System.nanoTime() + REBALANCE_LIMIT.toNanos();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        while (response.statusCode() == REBALANCING && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            response = http.send(request, BodyHandlers.ofString());
        }
        JsonNode answer = parsed(response.body());
        if (response.statusCode() >= 400) {
            String message = answer.path("message").asText(response.body());
            throw new ConnectRestException(
                    response.statusCode(),
                    method + " " + path + " was refused with status " + response.statusCode() + ": " + message);
        }
        return answer;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            ObjectNode plain = JSON.createObjectNode();
            return plain.put("message", body);
        }
    }
}
