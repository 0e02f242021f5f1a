package net.leasequery.streams.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import net.leasequery.streams.audit.Frontier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Answers {@code GET /health} on the loopback address: 200 while the application runs, 503 while it starts, restores,
 * rebalances or has failed. The answer is a JSON object with the state, and whether findings may open. One thread.
 */
final class HealthEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "lease-streams-health");
        made.setDaemon(true);
        return made;
    });
    private final Supplier<KafkaStreams.State> state;
    private final Frontier frontier;

    /** @param port on the loopback address; 0 for any that is free */
    HealthEndpoint(int port, Supplier<KafkaStreams.State> state, Frontier frontier) throws IOException {
        this.state = state;
        this.frontier = frontier;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(thread);
        server.createContext("/health", this::answer);
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            KafkaStreams.State now = state.get();
            boolean caughtUp = frontier.reached() != Frontier.NOT_YET;
            byte[] body =
                    ("{\"state\":\"" + now + "\",\"caughtUp\":" + caughtUp + "}\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(now == KafkaStreams.State.RUNNING ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
