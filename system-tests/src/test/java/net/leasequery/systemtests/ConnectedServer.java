package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.SchemaRegistry;
import net.leasequery.quickstart.cluster.SimulatorOptions;
import net.leasequery.quickstart.cluster.SimulatorProcess;
import net.leasequery.quickstart.cluster.TlsFiles;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.table.Comparison;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.simulator.lease.Family;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A DHCP server of a test's own, the connector that follows it into topics of their own, and the table that
 * a consumer sees. Made from the quickstart's examples in {@code config-examples}. Ends both when closed.
 */
final class ConnectedServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ConnectRest rest;
    private final ConnectorExample connector;
    private final SimulatorProcess simulator;
    private final KafkaTable bindings;
    private final AtomicLong changes;

    private ConnectedServer(
            ConnectRest rest,
            ConnectorExample connector,
            SimulatorProcess simulator,
            KafkaTable bindings,
            AtomicLong changes) {
        this.rest = rest;
        this.connector = connector;
        this.simulator = simulator;
        this.bindings = bindings;
        this.changes = changes;
    }

    /** Starts a server without leases, submits the connector, and returns once it has sent its query. */
    static ConnectedServer start(WorkFolder work, ConnectWorker worker, SchemaRegistry registry)
            throws IOException, InterruptedException {
        return start(Family.IPV4, work, worker, registry, null);
    }

    /**
     * As {@link #start(WorkFolder, ConnectWorker, SchemaRegistry)}, of any family.
     *
     * @param tls secures the connection; null for clear text
     */
    static ConnectedServer start(
            Family family, WorkFolder work, ConnectWorker worker, SchemaRegistry registry, @Nullable TlsFiles tls)
            throws IOException, InterruptedException {
        String name = "leases-" + COUNT.incrementAndGet();
        Installation installation = Installation.fromSystemProperty();
        SimulatorOptions options = quiet(family).withName("simulator-" + name).withSeed(COUNT.get());
        SimulatorProcess simulator =
                new SimulatorProcess(installation, work, FreePort.next(), tls == null ? options : tls.secured(options));
        simulator.start();
        ConnectorExample clearText = ConnectorExample.read(
                        installation.home().resolve("config-examples").resolve(example(family)),
                        Map.of("dhcp.port", Integer.toString(simulator.port())))
                .named(name)
                .with("topic.prefix", name)
                .with("topic.creation.bindings.include", name + "\\.bindings");
        ConnectorExample connector = tls == null ? clearText : tls.secured(clearText);
        AtomicLong changes = new AtomicLong();
        KafkaTable bindings =
                new KafkaTable(worker.bootstrapServers(), registry.confluentApi(), name + ".bindings", record -> {
                    if (record.value() instanceof GenericRecord binding
                            && !binding.get("origin").toString().equals("SNAPSHOT")) {
                        changes.incrementAndGet();
                    }
                });
        ConnectedServer server = new ConnectedServer(worker.rest(), connector, simulator, bindings, changes);
        worker.rest().submit(name, connector.configuration());
        await().atMost(LIMIT).until(() -> !server.queries().isEmpty());
        return server;
    }

    private static SimulatorOptions quiet(Family family) {
        return switch (family) {
            case IPV4 -> SimulatorOptions.quiet();
            case IPV6 -> SimulatorOptions.quietIpv6();
        };
    }

    private static String example(Family family) {
        return switch (family) {
            case IPV4 -> "quickstart.json";
            case IPV6 -> "quickstart-ipv6.json";
        };
    }

    /** The connector's name, and the prefix of its topics. */
    String name() {
        return connector.name();
    }

    /** The connector as it was submitted. */
    ConnectorExample connector() {
        return connector;
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    /** What the server was asked so far, oldest first. */
    List<JsonNode> queries() throws IOException {
        return simulator.queries();
    }

    /** Changes leases by themselves until the consumer has seen so many records; those of the first snapshot count. */
    void churnUntilRead(long records) throws IOException, InterruptedException {
        churnUntil(bindings::records, records, "records");
    }

    /**
     * Changes leases by themselves until the consumer has seen so many changes. On a slow machine the first snapshot is
     * still on its way then, with a record for each free address; it does not count.
     */
    void churnUntilChanged(long records) throws IOException, InterruptedException {
        churnUntil(changes::get, records, "changes");
    }

    private void churnUntil(LongSupplier seen, long wanted, String what) throws IOException, InterruptedException {
        simulator.rate(500);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (seen.getAsLong() < wanted) {
            bindings.poll(Duration.ofMillis(100));
            assertThat(System.nanoTime() - deadline)
                    .as("%d %s after %s", seen.getAsLong(), what, LIMIT)
                    .isNegative();
        }
    }

    /** Ends all change and waits until topic and server agree; fails with the differences when they do not. */
    Comparison awaitAgreement() throws IOException {
        simulator.quiesce();
        var leases = LeaseTables.ofSimulator(simulator.table());
        return await().atMost(LIMIT)
                .until(
                        () -> Comparison.of(
                                leases, LeaseTables.ofKafka(bindings.readToEnd(LIMIT), "lab"), Instant.now()),
                        comparison -> comparison.isEqual() && comparison.bindings() > 0);
    }

    /** Waits until the stored offset has a base-time, which it lacks as long as the initial snapshot runs. */
    void awaitStoredBaseTime() {
        await().atMost(LIMIT).until(this::storedOffset, offset -> offset.has("base_time"));
    }

    /**
     * Waits until the stored offset has a base-time. Then ends the connector's task, which flushes its offset, and
     * returns the offset that is then stored.
     */
    JsonNode stopAndReadOffset() throws IOException, InterruptedException {
        awaitStoredBaseTime();
        rest.stop(name());
        return await().atMost(LIMIT).until(this::storedOffset, JsonNode::isObject);
    }

    private JsonNode storedOffset() throws IOException, InterruptedException {
        return rest.offsets(name()).path("offsets").path(0).path("offset");
    }

    /** Starts the task again and returns the first query that it sends. */
    JsonNode resumeAndAwaitQuery() throws IOException, InterruptedException {
        int before = queries().size();
        rest.resume(name());
        return await().atMost(LIMIT)
                .until(this::queries, all -> all.size() > before)
                .get(before);
    }

    ConnectRest rest() {
        return rest;
    }

    /** Waits until connector and task run. */
    void awaitRunning() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rest.status(name()).findValuesAsText("state"))
                        .hasSize(2)
                        .containsOnly("RUNNING"));
    }

    @Override
    public void close() throws IOException {
        bindings.close();
        simulator.close();
        try {
            rest.delete(name());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
