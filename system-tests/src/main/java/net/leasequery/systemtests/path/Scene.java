package net.leasequery.systemtests.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.SecureMode;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import net.leasequery.systemtests.path.Variant.Trait;
import net.leasequery.systemtests.path.replay.ReplayConnector;

/** One simulated server, in this process, and one connector that follows it. */
final class Scene implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int HISTORY = 2_000_000;
    private static final Duration KEEP_ALIVE = Duration.ofMillis(500);
    /** No lease runs out while something is measured. */
    private static final Duration LEASE = Duration.ofDays(1);

    private final String name;
    private final Variant variant;
    private final Worker worker;
    private final LeasequeryServer server;
    private final Map<String, String> settings = new HashMap<>();
    private final Instant since;

    /**
     * Starts the server.
     *
     * @param name of the connector, and the prefix of its topics
     * @param leases that the server has
     * @param registers whether the connector registers its schemas
     */
    Scene(String name, Variant variant, Worker worker, int leases, boolean registers) {
        this.name = name;
        this.variant = variant;
        this.worker = worker;
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .family(variant.family())
                .range(range(variant.family(), leases))
                .activeLeasequery()
                .history(HISTORY, Duration.ofDays(1))
                .churn(ChurnSettings.DEFAULT.withLeaseTimes(LEASE, LEASE.multipliedBy(2)))
                .churnRate(0)
                .initialLeases(leases);
        settings.putAll(Map.of(
                "connector.class",
                variant.has(Trait.READY_RECORDS)
                        ? ReplayConnector.class.getName()
                        : "net.leasequery.connect.LeasequerySourceConnector",
                "tasks.max",
                "1",
                "dhcp.family",
                variant.family() == Family.IPV6 ? "ipv6" : "ipv4",
                "topic.prefix",
                name,
                "topic.creation.default.partitions",
                "1",
                "topic.creation.default.replication.factor",
                "1"));
        settings.putAll(variant.converters(worker.registry(), registers));
        secure(builder);
        variant.producer().forEach((key, value) -> settings.put("producer.override." + key, value));
        if (variant.has(Trait.KEEP_ALIVES)) {
            builder.idleTimeout(KEEP_ALIVE);
            settings.put("heartbeat.interval.ms", "0");
            settings.put("resume.overlap.ms", "0");
        }
        this.server = builder.start();
        settings.put("dhcp.servers", "lab=localhost:" + server.port());
        poll();
        this.since = Instant.now();
    }

    private static String range(Family family, int leases) {
        if (family == Family.IPV4) {
            // A DHCPv4 server also reports free addresses.
            int first = 10 << 24 | 1;
            return new Ipv4Address(first) + "-" + new Ipv4Address(first + leases - 1);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2, leases - 1));
        return "2001:db8:0:1::/" + (128 - bits);
    }

    private void secure(LeasequeryServerBuilder builder) {
        if (!variant.has(Trait.TLS)) {
            builder.insecure();
            settings.put("security.protocol", "PLAINTEXT");
            return;
        }
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("Authority of the benchmark", KeyKind.ECDSA);
        Identity shown = authority
                .order("dhcp server")
                .forHosts("localhost")
                .forAddresses("127.0.0.1")
                .issue();
        Identity requestor = authority.order("kafka-connect").issue();
        builder.secure(SecureMode.of(shown, authority.certificate()));
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.key", requestor.keyPem());
        settings.put("ssl.keystore.certificate.chain", requestor.chainPem());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", Identity.pem(authority.certificate()));
    }

    private void poll() {
        if (variant.family() == Family.IPV6) {
            settings.put("bulk.query.types", "link-address:2001:db8:0:1::ffff");
        }
        if (variant.has(Trait.POLLED)) {
            settings.put("query.mode", "bulk");
        }
        if (variant.has(Trait.READ_BACK)) {
            settings.put("sweep.bootstrap.servers", worker.brokers());
        }
    }

    /** Returns a reader of its bindings topic, which the reader creates. */
    Arrivals arrivals() throws InterruptedException {
        return new Arrivals(worker.brokers(), name + ".bindings", worker.exactlyOnce());
    }

    void start() throws IOException, InterruptedException {
        worker.rest().submit(name, settings);
    }

    /**
     * Waits until the offset says that the snapshot and everything owed after it are in Kafka, and that the server's
     * history, which begins with its start, reaches back to that offset.
     */
    void awaitCaughtUp(Duration limit) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isCaughtUp(offset())) {
            pause(deadline, "stored no offset without a gap");
        }
    }

    void stop() throws IOException, InterruptedException {
        worker.rest().stop(name);
    }

    /** Stops the task once its offset is stored. */
    void stopWhenStored(Duration limit) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (offset().isMissingNode()) {
            pause(deadline, "stored no offset");
        }
        worker.rest().stop(name);
    }

    private JsonNode offset() throws IOException, InterruptedException {
        return worker.rest().offsets(name).at("/offsets/0/offset");
    }

    private void pause(long deadline, String timeout) throws TimeoutException {
        if (System.nanoTime() - deadline > 0) {
            throw new TimeoutException("Connector " + name + " " + timeout);
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }

    private boolean isCaughtUp(JsonNode offset) {
        return !offset.has("gap_start")
                && offset.path("base_time").asLong() - offset.path("lag").asLong() > since.getEpochSecond();
    }

    void resume() throws IOException, InterruptedException {
        worker.rest().resume(name);
    }

    /** Resumes the task and waits for its next query. */
    void resumeUntilQuery(Duration limit) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        int before = server.queries().size();
        resume();
        while (server.queries().size() == before) {
            pause(deadline, "sent no query");
        }
    }

    /** The leased addresses. */
    List<String> leased() {
        return server.leases().all().stream()
                .filter(Lease::isActive)
                .map(lease -> lease.address().toString())
                .toList();
    }

    /** Renews the lease of an address. */
    Lease renew(String address) {
        return server.leases().renew(address, LEASE);
    }

    @Override
    public void close() {
        try {
            worker.rest().delete(name);
        } catch (IOException | RuntimeException notThere) {
            System.err.println("Connector " + name + " could not be deleted: " + notThere);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
