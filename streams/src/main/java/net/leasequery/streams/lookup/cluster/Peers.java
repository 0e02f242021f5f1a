package net.leasequery.streams.lookup.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Asks other instances, all in parallel. Safe for several threads. */
public final class Peers {
    /** Path at which an instance answers other instances. */
    public static final String PATH = "/peer/tenures";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient client;
    private final String scheme;
    private final ForwardingKey key;
    private final LongAdder questions = new LongAdder();

    /**
     * Creates the client of other instances.
     *
     * @param tls trust in their certificates, and the certificate of this instance; null without TLS
     * @param key that all instances share
     */
    public Peers(@Nullable SSLContext tls, ForwardingKey key) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        client = tls == null ? builder.build() : builder.sslContext(tls).build();
        scheme = tls == null ? "http" : "https";
        this.key = key;
    }

    /**
     * Returns the pages of other instances.
     *
     * @param partitions to ask for, by {@code host:port} of the instance
     * @throws UnavailableException if an instance does not answer
     */
    List<TenurePage> find(TenureQuestion question, Map<String, List<Integer>> partitions)
            throws UnavailableException, InterruptedException {
        Map<String, CompletableFuture<HttpResponse<byte[]>>> asked = new TreeMap<>();
        partitions.forEach((host, some) -> asked.put(host, ask(host, PeerFormat.question(question, some))));
        List<TenurePage> pages = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<HttpResponse<byte[]>>> one : asked.entrySet()) {
            pages.add(answer(one.getKey(), one.getValue()));
        }
        return pages;
    }

    /** Returns the number of questions sent, one for each instance asked. */
    public long questions() {
        return questions.sum();
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(String host, byte[] body) {
        questions.increment();
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://" + host + PATH))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Authorization", key.sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static TenurePage answer(String host, CompletableFuture<HttpResponse<byte[]>> asked)
            throws UnavailableException, InterruptedException {
        String said = "Instance " + host + ", which has a part of the history, ";
        try {
            HttpResponse<byte[]> response = asked.get(CONNECT.plus(ANSWER).toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new UnavailableException(said + "answers with status " + response.statusCode());
            }
            return PeerFormat.page(response.body());
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new UnavailableException(said + "does not answer", e);
        } finally {
            asked.cancel(true);
        }
    }
}
