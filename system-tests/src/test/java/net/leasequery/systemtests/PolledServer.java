package net.leasequery.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A server in this JVM, so that a test can give and end leases one by one, and the connector of
 * {@code config-examples/bulk-kea.json} that polls it four times a second, or follows it. Ends both when closed.
 */
final class PolledServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final ConnectCluster cluster;
    private final PolledNetwork network;
    private LeasequeryServer server;
    private final String name = "polled-" + COUNT.incrementAndGet();
    private final Map<String, String> configuration;
    private final KafkaTable bindings;
    private final KafkaTable events;
    private final Map<String, Long> eventsOfType = new HashMap<>();
    private final Map<String, GenericRecord> lastOfType = new HashMap<>();

    private PolledServer(
            ConnectCluster cluster, PolledNetwork network, LeasequeryServer server, Map<String, String> overrides)
            throws IOException {
        this.cluster = cluster;
        this.network = network;
        this.server = server;
        this.configuration = configuration(overrides);
        this.bindings = table("bindings");
        this.events = table("events");
    }

    /** A server that nobody polls yet. */
    static PolledServer likeKea(ConnectCluster cluster, PolledNetwork network, Map<String, String> overrides)
            throws IOException {
        LeasequeryServerBuilder kea = network.server(8).profile(Profile.KEA);
        return new PolledServer(cluster, network, kea.start(), overrides);
    }

    /** A server that tells of each change, with sixteen addresses; followed by Active Leasequery. */
    static PolledServer likeTheRfc(ConnectCluster cluster, PolledNetwork network) throws IOException {
        Map<String, String> active = Map.of("query.mode", "active", "bulk.query.types", network.queryForAll());
        return new PolledServer(
                cluster, network, network.server(4).activeLeasequery().start(), active);
    }

    /** Puts another server in the place of one that {@link #likeTheRfc} made: half the addresses, no history. */
    void replaceBySmallerOne() {
        int port = server.port();
        server.close();
        server = network.server(3).activeLeasequery().port(port).start();
    }

    void resetOffsets() throws IOException, InterruptedException {
        cluster.worker().rest().resetOffsets(name);
    }

    LeasequeryServer dhcp() {
        return server;
    }

    /** Leases one of the addresses behind the relay agent that is asked for. */
    void lease(int host, Duration length) {
        server.leases().bind(network.address(host), network.client(host), network.relay(), length);
    }

    /** Ends the lease of an address. */
    void release(int host) {
        server.leases().release(network.address(host));
    }

    void submit() throws IOException, InterruptedException {
        cluster.worker().rest().submit(name, configuration);
    }

    void stop() throws IOException, InterruptedException {
        cluster.worker().rest().stop(name);
        await().atMost(LIMIT)
                .until(() -> cluster.worker().rest().status(name).path("tasks").isEmpty());
    }

    void resume() throws IOException, InterruptedException {
        cluster.worker().rest().resume(name);
    }

    /** Waits until as many more polls have been asked for; all but the last of them are complete then. */
    void awaitPolls(int more) {
        int before = server.queries().size();
        await().atMost(LIMIT).until(() -> server.queries().size() >= before + more);
    }

    /** Waits until the last record of an address has this state. */
    GenericRecord awaitState(int host, String state) {
        return await().atMost(LIMIT)
                .until(
                        () -> binding(network.address(host)),
                        found ->
                                found != null && state.equals(found.get("state").toString()));
    }

    /** Waits until the topic has no record of an address. */
    void awaitTombstone(int host) {
        await().atMost(LIMIT).until(() -> binding(network.address(host)) == null);
    }

    /** How many binding records there are, those overwritten and tombstones included. */
    long records() throws InterruptedException {
        return bindings.readToEnd(LIMIT).records();
    }

    /** How many events of a type there are. */
    long events(String type) throws InterruptedException {
        for (ConsumerRecord<@Nullable Object, @Nullable Object> record : events.poll(Duration.ofMillis(200))) {
            if (record.value() instanceof GenericRecord event) {
                String reported = event.get("type").toString();
                eventsOfType.merge(reported, 1L, Long::sum);
                lastOfType.put(reported, event);
            }
        }
        return eventsOfType.getOrDefault(type, 0L);
    }

    /** The last event of a type that {@link #awaitEvents} has seen. */
    GenericRecord lastEvent(String type) {
        return Objects.requireNonNull(lastOfType.get(type), type);
    }

    void awaitEvents(String type, long atLeast) {
        await().atMost(LIMIT).until(() -> events(type) >= atLeast);
    }

    private @Nullable GenericRecord binding(String address) throws InterruptedException {
        return bindings.readToEnd(LIMIT).rows().values().stream()
                .filter(value -> address.equals(value.get("address").toString()))
                .findFirst()
                .orElse(null);
    }

    private KafkaTable table(String topic) {
        return new KafkaTable(
                cluster.worker().bootstrapServers(), cluster.registry().confluentApi(), name + "." + topic);
    }

    /** The example as it is, but for what belongs to this cluster, and impatient. */
    private Map<String, String> configuration(Map<String, String> overrides) throws IOException {
        ConnectorExample example = ConnectorExample.read(
                Installation.fromSystemProperty().home().resolve("config-examples/bulk-kea.json"), Map.of());
        Map<String, String> result = new HashMap<>(example.configuration());
        result.keySet().removeIf(key -> key.contains(".converter"));
        result.put("dhcp.servers", "kea=127.0.0.1:" + server.port());
        result.put("topic.prefix", name);
        result.put("topic.creation.bindings.include", name + "\\.bindings");
        result.put("dhcp.family", network.word());
        result.put("bulk.query.types", network.queryForRelay());
        result.put("bulk.poll.interval.ms", "250");
        result.put("reconnect.backoff.ms", "100");
        result.put("reconnect.backoff.max.ms", "200");
        result.put("sweep.bootstrap.servers", cluster.worker().bootstrapServers());
        result.putAll(overrides);
        return result;
    }

    @Override
    public void close() throws IOException {
        bindings.close();
        events.close();
        server.close();
        try {
            cluster.worker().rest().delete(name);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
