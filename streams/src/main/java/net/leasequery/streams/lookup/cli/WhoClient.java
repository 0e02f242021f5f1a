package net.leasequery.streams.lookup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import net.leasequery.streams.lookup.http.Tls;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Sends questions to one instance. */
final class WhoClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 4;
    private static final long MOST_RETRY_SECONDS = 5;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI url;
    private final HttpClient client;
    private final @Nullable String authorization;

    /** Thrown if the instance answers with an error, or not with the expected document. */
    static final class StatusException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        StatusException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private WhoClient(URI url, HttpClient client, @Nullable String authorization) {
        this.url = url;
        this.client = client;
        this.authorization = authorization;
    }

    /** Throws an IllegalArgumentException with the option if a file cannot be used. */
    static WhoClient of(WhoOptions options) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        SSLContext tls = tls(options);
        if (tls != null) {
            builder.sslContext(tls);
        }
        return new WhoClient(options.url(), builder.build(), authorization(options));
    }

    private static @Nullable SSLContext tls(WhoOptions options) {
        Map<String, String> ssl = new HashMap<>();
        for (Map.Entry<String, String> file : options.ssl().entrySet()) {
            String pem = content(file.getKey(), Path.of(file.getValue()));
            switch (file.getKey()) {
                case "--trust" -> ssl.put("ssl.truststore.certificates", pem);
                case "--key" -> ssl.put("ssl.keystore.key", pem);
                default -> ssl.put("ssl.keystore.certificate.chain", pem);
            }
        }
        if (ssl.containsKey("ssl.truststore.certificates")) {
            ssl.put("ssl.truststore.type", "PEM");
        }
        if (ssl.containsKey("ssl.keystore.key")) {
            ssl.put("ssl.keystore.type", "PEM");
        }
        try {
            return Tls.of(ssl);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("The certificates or keys cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable String authorization(WhoOptions options) {
        Path file = options.secret();
        if (file == null) {
            return null;
        }
        String secret = content("--secret-file", file).strip();
        if (options.user() == null) {
            return "Bearer " + secret;
        }
        byte[] both = (options.user() + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String content(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(option + ": there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(option + ": " + file + " cannot be read (" + e + ")", e);
        }
    }

    /** Asks the instance; returns the JSON document of the answer. */
    JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path + "?" + query)).timeout(ANSWER);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = send(request.build());
        JsonNode body;
        try {
            body = MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new StatusException(
                    0, url + " is not an instance of lease-streams with feature lookup: its answer is not JSON.");
        }
        if (response.statusCode() != 200) {
            throw new StatusException(response.statusCode(), problem(response.statusCode(), body));
        }
        return body;
    }

    /** Retries after 503: an instance that has just started answers so for some seconds, with {@code Retry-After}. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        for (int tries = 1; tries < MOST_TRIES && response.statusCode() == 503; tries++) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(MOST_RETRY_SECONDS + 1);
            if (seconds > MOST_RETRY_SECONDS) {
                return response;
            }
            TimeUnit.SECONDS.sleep(seconds);
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return response;
    }

    private static String problem(int status, JsonNode body) {
        String title = body.path("title").asText("Status " + status);
        String parameter = body.path("parameter").asText("");
        return title + (parameter.isEmpty() ? "" : " (" + parameter + ")") + ": "
                + body.path("detail").asText("the instance gives no reason");
    }
}
