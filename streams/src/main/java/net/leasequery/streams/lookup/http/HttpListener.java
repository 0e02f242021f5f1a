package net.leasequery.streams.lookup.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import net.leasequery.streams.lookup.access.Authentication;
import net.leasequery.streams.lookup.cluster.ForwardingKey;
import net.leasequery.streams.lookup.cluster.LocalTenures;
import net.leasequery.streams.settings.HttpSettings;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * {@code http.listener}: HTTP/1.1, over TLS if that is configured. At most 24 threads and 500 connections. A connection
 * is closed after 30 seconds without an octet, or if a request and its answer take more than a minute.
 */
public final class HttpListener implements AutoCloseable {
    private static final int MOST_THREADS = 24;
    private static final int LEAST_THREADS = 4;
    private static final int HEADER_OCTETS = 8 * 1_024;
    private static final int STOP_MILLIS = 2_000;
    private static final int SHUTDOWN_IDLE_MILLIS = 100;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Limits of callers.
     *
     * @param connections at once; further ones wait in the backlog of the operating system
     * @param idle time without an octet
     * @param request time for a request and its answer
     */
    record Limits(int connections, Duration idle, Duration request) {
        static final Limits DEFAULT = new Limits(500, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    /**
     * Creates a listener; it does not listen yet.
     *
     * @param settings of address and security
     * @param limits of callers
     * @param tls certificate and trust; null without TLS
     * @param health for {@code /health}
     * @param handlers of all other paths; the first that knows the path answers
     */
    HttpListener(
            HttpSettings settings,
            Limits limits,
            @Nullable SSLContext tls,
            Supplier<Health> health,
            List<Handler> handlers) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("lease-streams-http");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(STOP_MILLIS);
        connector = new ServerConnector(server, null, null, null, 1, 1, factories(settings, tls));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        connector.addBean(new RequestDeadline(connector, limits.request()));
        server.setErrorHandler(HttpListener::error);
        Handler.Sequence all = new Handler.Sequence(new HealthHandler(health));
        handlers.forEach(all::addHandler);
        server.setHandler(all);
    }

    /**
     * What other instances may ask of this instance.
     *
     * @param local stores of this instance
     * @param key that authenticates other instances; null if they may ask nothing
     */
    public record Stores(LocalTenures local, @Nullable ForwardingKey key) {}

    /**
     * Creates a listener that answers look-ups.
     *
     * @param settings of address and security
     * @param tls certificate and trust; null without TLS
     * @param health for {@code /health}
     * @param authentication of callers
     * @param sources of answers
     * @param stores of this instance
     * @param counts of requests
     */
    public static HttpListener withLookup(
            HttpSettings settings,
            @Nullable SSLContext tls,
            Supplier<Health> health,
            Authentication authentication,
            LookupHandler.Sources sources,
            Stores stores,
            RequestCounts counts) {
        Handler lookup = LookupHandler.of(settings, authentication, sources, counts, Clock.systemUTC());
        ForwardingKey key = stores.key();
        return new HttpListener(
                settings,
                Limits.DEFAULT,
                tls,
                health,
                key == null
                        ? List.of(lookup)
                        : List.of(new PeerHandler(key, stores.local(), counts, System::nanoTime), lookup));
    }

    /** Creates a listener that answers {@code /health} only. */
    public static HttpListener ofHealth(HttpSettings settings, @Nullable SSLContext tls, Supplier<Health> health) {
        return new HttpListener(settings, Limits.DEFAULT, tls, health, List.of());
    }

    private static ConnectionFactory[] factories(HttpSettings settings, @Nullable SSLContext tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_OCTETS);
        if (tls == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        // No SNI check: the listener has one certificate, by whatever name it is reached.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls);
        ssl.setIncludeProtocols(protocols(settings.ssl()));
        switch (settings.ssl().getOrDefault("ssl.client.auth", "none").toLowerCase(Locale.ROOT)) {
            case "required" -> ssl.setNeedClientAuth(true);
            case "requested" -> ssl.setWantClientAuth(true);
            default -> ssl.setWantClientAuth(false);
        }
        return new ConnectionFactory[] {
            new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()), new HttpConnectionFactory(http)
        };
    }

    private static String[] protocols(Map<String, String> ssl) {
        return ssl.getOrDefault("ssl.enabled.protocols", "TLSv1.2,TLSv1.3").split("\\s*,\\s*", -1);
    }

    /** Answers requests that the library itself refuses, because the library would send a page of its own. */
    private static boolean error(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        ProblemException problem = switch (status) {
            case 404 -> ProblemException.notFound();
            case 500 -> ProblemException.internal();
            default -> ProblemException.noRequest(status);
        };
        Router.send(problem.answer(), request, response, callback);
        return true;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if HTTP cannot be started
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("HTTP could not be started: " + e.getMessage(), e);
        }
    }

    /** Returns the port of the listener. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Returns the number of open connections. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("HTTP could not be stopped", e);
        }
    }
}
