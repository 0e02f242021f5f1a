package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.quickstart.table.Row;
import net.leasequery.quickstart.table.RowKey;
import net.leasequery.systemtests.kea.KeaChroot;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaLease;
import net.leasequery.systemtests.kea.KeaOptions;
import net.leasequery.systemtests.kea.KeaServer;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Kea server of a test's own, the connector that polls it into topics of their own, and the table that
 * a consumer sees. Ends both when closed. Skips the test if there is no Kea.
 */
final class PolledKea implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SERVER = "kea";

    /** Remaining times have the resolution of a second, on both of Kea's clocks. */
    private static final long BLUR_MILLIS = 2_000;

    private static final Set<String> BOUND = Set.of("ACTIVE");

    private final ConnectCluster cluster;
    private final String name;
    private final KeaServer kea;
    private final KafkaTable bindings;
    private final KafkaTable events;

    private PolledKea(ConnectCluster cluster, String name, KeaServer kea) {
        this.cluster = cluster;
        this.name = name;
        this.kea = kea;
        this.bindings = table("bindings");
        this.events = table("events");
    }

    /**
     * Starts Kea, and a connector that polls it every second.
     *
     * @param queries as {@code bulk.query.types} wants them
     */
    static PolledKea start(ConnectCluster cluster, KeaFamily family, KeaOptions options, String queries)
            throws IOException, InterruptedException {
        Optional<Path> chroot = KeaChroot.find();
        assumeTrue(chroot.isPresent(), "there is no Kea: make it with dev/kea/make-chroot (needs root)");
        Installation installation = Installation.fromSystemProperty();
        // The chroot is shared with whoever else tests on this machine.
        String name = "kea-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        KeaServer kea = KeaServer.start(installation.home(), chroot.orElseThrow(), family, name, options);
        ConnectorExample connector = ConnectorExample.read(
                        installation.home().resolve("config-examples/quickstart.json"), Map.of("dhcp.port", "1"))
                .named(name)
                .with("dhcp.servers", SERVER + "=" + kea.address())
                .with("dhcp.family", family.text())
                .with("topic.prefix", name)
                .with("topic.creation.bindings.include", name + "\\.bindings")
                .with("query.mode", "bulk")
                .with("bulk.query.types", queries)
                .with("bulk.poll.interval.ms", "1000")
                .with("reconnect.backoff.max.ms", "1000")
                .with("sweep.bootstrap.servers", cluster.worker().bootstrapServers());
        PolledKea polled = new PolledKea(cluster, name, kea);
        cluster.worker().rest().submit(name, connector.configuration());
        return polled;
    }

    /** A query for each of the relay agents that {@code dev/kea/make-leases} has. */
    static String relayQueries(int relays) {
        return IntStream.range(0, relays)
                .mapToObj(relay -> "relay-id:0003000102ff0000000" + relay)
                .collect(Collectors.joining(", "));
    }

    /** The user context of a lease, from which Kea answers queries by relay-id; upper case. */
    static Map<String, ?> behindRelay(String relayId) {
        String subOptions = "0x0C%02X%s".formatted(relayId.length() / 2, relayId);
        return Map.of("ISC", Map.of("relay-agent-info", Map.of("relay-id", relayId, "sub-options", subOptions)));
    }

    KeaServer server() {
        return kea;
    }

    /** The bindings of the topic that hold, by the address of their key. */
    Map<String, Row> bound() throws InterruptedException {
        return rows().entrySet().stream()
                .filter(entry ->
                        BOUND.contains(Objects.toString(entry.getValue().field("state"))))
                .collect(Collectors.toMap(entry -> entry.getKey().address(), Map.Entry::getValue));
    }

    /** What the topic says last of an address. */
    Row row(String address) throws InterruptedException {
        Row row = rows().get(new RowKey(null, address));
        assertThat(row).as(address).isNotNull();
        return Objects.requireNonNull(row);
    }

    /** Waits until what the topic holds for bound is what Kea's lease file holds for assigned, field by field. */
    void awaitAgreement() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(differences()).isEmpty());
    }

    void awaitBound(String... addresses) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(bound().keySet()).containsExactlyInAnyOrder(addresses));
    }

    void awaitState(String address, String state) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(row(address).field("state")).isEqualTo(state));
    }

    void awaitRecords(long least) {
        await().atMost(LIMIT).until(() -> bindings.readToEnd(LIMIT).records() >= least);
    }

    /** Waits for an event of this type whose text has these words. */
    void awaitEvent(String type, String words) {
        await().atMost(LIMIT)
                .until(() -> events.poll(Duration.ofMillis(100)).stream()
                        .anyMatch(record -> record.value() instanceof GenericRecord event
                                && type.equals(event.get("type").toString())
                                && event.toString().contains(words)));
    }

    @Override
    public void close() throws IOException {
        bindings.close();
        events.close();
        kea.close();
        try {
            cluster.worker().rest().delete(name);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaTable table(String topic) {
        return new KafkaTable(
                cluster.worker().bootstrapServers(), cluster.registry().confluentApi(), name + "." + topic);
    }

    private Map<RowKey, Row> rows() throws InterruptedException {
        return LeaseTables.ofKafka(bindings.readToEnd(LIMIT), SERVER);
    }

    /** What differs, by address; a sample if it is much. */
    private Map<String, String> differences() throws IOException, InterruptedException {
        Map<String, KeaLease> server = kea.leases();
        Map<String, Row> kafka = bound();
        Map<String, String> differences = new HashMap<>();
        server.forEach((address, lease) ->
                differ(lease, kafka.get(address)).ifPresent(difference -> differences.put(address, difference)));
        kafka.keySet().stream()
                .filter(address -> !server.containsKey(address))
                .forEach(address -> differences.put(address, "bound in Kafka only"));
        List<String> sample = differences.keySet().stream().limit(20).toList();
        differences.keySet().retainAll(sample);
        return differences;
    }

    private static Optional<String> differ(KeaLease lease, @Nullable Row binding) {
        if (binding == null) {
            return Optional.of("assigned in Kea only");
        }
        for (Map.Entry<String, String> field : lease.fields().entrySet()) {
            if (!field.getValue().equals(binding.field(field.getKey()))) {
                return Optional.of(field + " is " + binding.field(field.getKey()) + " in Kafka");
            }
        }
        String expiry = binding.field("leaseExpiryTime");
        long reported = expiry == null ? 0 : Long.parseLong(expiry);
        return Math.abs(reported - lease.expiryEpochSecond() * 1_000) <= BLUR_MILLIS
                ? Optional.empty()
                : Optional.of("ends at " + lease.expiryEpochSecond() + " in Kea, at " + reported + " ms in Kafka");
    }
}
