package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import net.leasequery.streams.audit.Frontier;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

    private final AtomicReference<KafkaStreams.State> state = new AtomicReference<>(KafkaStreams.State.REBALANCING);

    private HttpResponse<String> answer(HealthEndpoint endpoint, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/health"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void saysWhetherTheApplicationRuns() throws Exception {
        try (HealthEndpoint endpoint = new HealthEndpoint(0, state::get, () -> Frontier.NOT_YET)) {
            endpoint.start();

            assertThat(answer(endpoint, "GET").statusCode()).isEqualTo(503);
            state.set(KafkaStreams.State.RUNNING);
            assertThat(answer(endpoint, "GET").statusCode()).isEqualTo(200);
            assertThat(answer(endpoint, "GET").body()).isEqualTo("{\"state\":\"RUNNING\",\"caughtUp\":false}\n");
            assertThat(answer(endpoint, "POST").statusCode()).isEqualTo(405);
        }
    }
}
