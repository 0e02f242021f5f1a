package net.leasequery.streams.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.lookup.access.Authentication;
import net.leasequery.streams.lookup.access.Credentials;
import net.leasequery.streams.lookup.cluster.DistributedTenures;
import net.leasequery.streams.lookup.cluster.ForwardingKey;
import net.leasequery.streams.lookup.cluster.LocalTenures;
import net.leasequery.streams.lookup.cluster.Partitions;
import net.leasequery.streams.lookup.cluster.Peers;
import net.leasequery.streams.lookup.http.Health;
import net.leasequery.streams.lookup.http.HttpListener;
import net.leasequery.streams.lookup.http.LookupHandler;
import net.leasequery.streams.lookup.http.RequestCounts;
import net.leasequery.streams.lookup.http.Tls;
import net.leasequery.streams.lookup.kafka.AcknowledgedWriter;
import net.leasequery.streams.lookup.kafka.CommandErasures;
import net.leasequery.streams.lookup.kafka.NetworkTopics;
import net.leasequery.streams.lookup.kafka.TopicLookupLog;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.settings.HttpSettings;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The look-up of one instance: its listener, its producer, and the topics that it follows. */
final class LookupService implements AutoCloseable {
    private final NetworkTopics topics;
    private final AcknowledgedWriter writer;
    private final HttpListener listener;
    private final RegisteredBean metrics;

    private LookupService(
            NetworkTopics topics, AcknowledgedWriter writer, HttpListener listener, RegisteredBean metrics) {
        this.topics = topics;
        this.writer = writer;
        this.listener = listener;
        this.metrics = metrics;
    }

    /**
     * Starts the look-up.
     *
     * @throws IOException if the port cannot be opened
     * @throws ConfigException if a file of {@code http.*} cannot be used
     */
    static LookupService start(
            StreamsSettings settings,
            HttpSettings http,
            Converters converters,
            Partitions partitions,
            Frontier frontier,
            Supplier<Health> health)
            throws IOException {
        SSLContext tls = Tls.of(http.ssl());
        Authentication authentication = authentication(http);
        ForwardingKey key = forwardingKey(http);
        Map<String, Object> clients = new HashMap<>(settings.streams());
        clients.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        boolean audits = settings.features().contains(StreamsSettings.Feature.AUDIT);
        NetworkTopics topics = new NetworkTopics(
                clients,
                converters,
                new NetworkTopics.Topics(
                        settings.output("members"),
                        audits ? settings.output("audit") : null,
                        settings.output(HistoryStages.ANSWERS)));
        AcknowledgedWriter writer = new AcknowledgedWriter(clients, converters);
        Peers peers = key == null ? null : new Peers(tls, key);
        LocalTenures local = new LocalTenures(partitions);
        DistributedTenures tenures = new DistributedTenures(partitions, local, peers, frontier);
        LookupHandler.Sources sources = new LookupHandler.Sources(
                tenures,
                topics,
                new TopicLookupLog(writer, settings.output(Topics.LOOKUPS)),
                new CommandErasures(writer, settings.output(HistoryStages.COMMANDS), topics),
                settings.groups().stream().map(Group::name).collect(Collectors.toSet()));
        RequestCounts counts = new RequestCounts();
        HttpListener listener = HttpListener.withLookup(
                http, tls, health, authentication, sources, new HttpListener.Stores(local, key), counts);
        RegisteredBean metrics = RegisteredBean.of(
                "lease-streams-lookup",
                settings.applicationId(),
                new LookupMetrics(counts, () -> peers == null ? 0 : peers.questions()));
        LookupService service = new LookupService(topics, writer, listener, metrics);
        try {
            topics.start();
            listener.start();
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
        return service;
    }

    private static Authentication authentication(HttpSettings http) {
        Path file = http.credentials();
        try {
            return new Authentication(
                    file == null ? null : Credentials.read(file), http.anonymousRoles(), System::nanoTime);
        } catch (IOException e) {
            throw new ConfigException("http.credentials.file: " + e.getMessage());
        }
    }

    private static @Nullable ForwardingKey forwardingKey(HttpSettings http) {
        Path file = http.forwardingKey();
        try {
            return file == null ? null : ForwardingKey.read(file, Clock.systemUTC());
        } catch (IOException e) {
            throw new ConfigException("http.forwarding.key.file: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        metrics.close();
        listener.close();
        topics.close();
        writer.close();
    }
}
