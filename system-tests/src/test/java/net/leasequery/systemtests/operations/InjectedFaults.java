package net.leasequery.systemtests.operations;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.simulator.fault.FaultText;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;

/** Servers, connectors and topics with one fault each, so that each alert has a reason to fire. Ends all when closed. */
final class InjectedFaults implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MANY = 5_000;
    private static final String DELETED_TOPIC = "alerts-moved.bindings";

    private final Connectors connectors;
    private final Path folder;
    private final List<LeasequeryServer> servers = new ArrayList<>();
    private final LeasequeryServer garbled = clearText().start();
    private final LeasequeryServer forgetful = clearText().initialLeases(20).start();
    private final LeasequeryServer kept = clearText().initialLeases(20).start();
    private final LeasequeryServer left = clearText().initialLeases(20).start();
    private final LeasequeryServer grown = LeasequeryServer.builder()
            .family(Family.IPV6)
            .range("2001:db8:0:1::/112")
            .activeLeasequery()
            .insecure()
            .start();
    private final TlsFaults tls = new TlsFaults();
    private final Admin admin;
    private final KafkaProducer<String, String> signals;

    /** With a folder for files, as the worker sees it. */
    InjectedFaults(ConnectCluster cluster, Path folder) {
        this.connectors = new Connectors(cluster);
        this.folder = folder;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.broker().bootstrapServers()));
        this.signals = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.broker().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
        servers.addAll(List.of(garbled, forgetful, kept, left, grown));
    }

    /** What must fire: alert, connector and server. */
    static List<String> alerts() {
        return List.of(
                "LeasequeryBehind alerts-watched down",
                "LeasequeryCertificateExpires alerts-secure expiring",
                "LeasequeryClockSkew alerts-watched skewed",
                "LeasequeryDisconnected alerts-watched down",
                "LeasequeryGapOpen alerts-moved forgetful",
                "LeasequeryHeldBack alerts-stuck unstored",
                "LeasequeryMalformedMessages alerts-watched garbled",
                "LeasequeryNotFollowed alerts-moved left",
                "LeasequeryReadBackWaiting alerts-unread refusing",
                "LeasequeryRecordsNotWritten alerts-unread refusing",
                "LeasequeryRecordsUnacknowledged alerts-stuck unstored",
                "LeasequerySignalRefused alerts-watched garbled",
                "LeasequerySnapshotFailed alerts-unread refusing",
                "LeasequeryTableFull alerts-full grown",
                "LeasequeryTaskFailed alerts-failed ",
                "LeasequeryTlsFails alerts-secure untrusted",
                "LeasequeryTopicNotCompacted alerts-watched garbled",
                "LeasequeryTopicRecreated alerts-moved kept",
                "LeasequeryUnfollowedServers alerts-moved kept");
    }

    /** The server without a fault. */
    static String healthy() {
        return "healthy";
    }

    /** Submits the connectors, with the faults that are there from the start. */
    void start() throws IOException, InterruptedException, ExecutionException {
        tls.start(connectors, folder);
        watch();
        leaveUnread();
        leaveUnstored();
        fail();
        bound();
        move("kept=" + address(kept) + ",left=" + address(left) + ",forgetful=" + address(forgetful));
    }

    /** What can only go wrong once tasks run and were scraped. May be repeated. */
    void goOn() throws IOException, InterruptedException {
        Future<RecordMetadata> unused =
                signals.send(new ProducerRecord<>("alerts.signals", "alerts-watched", "no signal"));
        garbled.inject(FaultText.parse(Family.IPV4, "garbage target=active"));
        garbled.churn().tick(5);
        kept.churn().tick(5);
        left.churn().tick(5);
    }

    /** Takes away what tasks have got used to: a topic, a server's history, a table that fits. */
    void takeAway() throws IOException, InterruptedException, ExecutionException {
        await().atMost(LIMIT).until(() -> admin.listTopics().names().get().contains(DELETED_TOPIC));
        admin.deleteTopics(List.of(DELETED_TOPIC)).all().get();
        forgetful.restart(false);
        grow();
    }

    /** Gives up a server whose leases are in the topic. */
    void leaveAServer() throws IOException, InterruptedException {
        move("kept=" + address(kept) + ",forgetful=" + address(forgetful));
    }

    private void watch() throws IOException, InterruptedException, ExecutionException {
        admin.createTopics(List.of(
                        new NewTopic("alerts-watched.bindings", 1, (short) 1)
                                .configs(Map.of("cleanup.policy", "delete")),
                        new NewTopic("alerts.signals", 1, (short) 1)))
                .all()
                .get();
        LeasequeryServer skewed = started(clearText().initialLeases(20));
        skewed.stepClock(Duration.ofSeconds(90));
        LeasequeryServer healthy = started(clearText().initialLeases(20).churnRate(10));
        connectors.createStopped(
                "alerts-watched",
                connectors.configuration(
                        "alerts-watched",
                        Map.of(
                                "dhcp.servers",
                                "garbled=" + address(garbled) + ",skewed=" + address(skewed) + ",healthy="
                                        + address(healthy) + ",down=127.0.0.1:1",
                                "malformed.message.policy",
                                "skip",
                                "signal.topic",
                                "alerts.signals")));
        ObjectNode offsets = new ObjectMapper().createObjectNode();
        ObjectNode entry = offsets.putArray("offsets").addObject();
        entry.putObject("partition").put("server", "down").put("family", "ipv4");
        entry.putObject("offset")
                .put("v", 1)
                .put("base_time", Instant.now().minus(Duration.ofHours(1)).getEpochSecond())
                .put("lag", 0);
        connectors.rest().alterOffsets("alerts-watched", offsets);
        connectors.rest().resume("alerts-watched");
    }

    private void leaveUnread() throws IOException, InterruptedException {
        LeasequeryServer refusing = started(clearText().idleTimeout(Duration.ofSeconds(1)));
        refusing.inject(FaultText.parse(Family.IPV4, "refuse target=bulk status=4 queries=1000000"));
        connectors.submit(
                "alerts-unread",
                connectors.configuration(
                        "alerts-unread",
                        Map.of(
                                "dhcp.servers", "refusing=" + address(refusing),
                                "sweep.bootstrap.servers", "127.0.0.1:1",
                                "transforms", "drop",
                                "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                                "transforms.drop.predicate", "heartbeat",
                                "predicates", "heartbeat",
                                "predicates.heartbeat.type",
                                        "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                                "predicates.heartbeat.pattern", ".*\\.heartbeat")));
    }

    /**
     * Kafka acknowledges next to nothing: a quota lets the producer write one octet a second. A topic that wants two
     * replicas in sync and has one would not do: Kafka 4 asks for no more replicas in sync than there are.
     */
    private void leaveUnstored() throws IOException, InterruptedException, ExecutionException {
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "connector-producer-alerts-stuck-0")),
                        List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1.0)))))
                .all()
                .get();
        LeasequeryServer unstored = started(LeasequeryServer.builder()
                .range("10.40.0.0/22")
                .activeLeasequery()
                .insecure()
                .initialLeases(500)
                .churnRate(100));
        connectors.submit(
                "alerts-stuck",
                connectors.configuration(
                        "alerts-stuck",
                        Map.of(
                                "dhcp.servers", "unstored=" + address(unstored),
                                "producer.override.buffer.memory", "65536",
                                "max.batch.size", "16",
                                "max.queue.size", "16")));
    }

    /** A DHCPv6 task keeps a table for good; the least that it may be given is too little for {@link #MANY} leases. */
    private void bound() throws IOException, InterruptedException {
        connectors.submit(
                "alerts-full",
                connectors.configuration(
                        "alerts-full",
                        Map.of(
                                "dhcp.family", "ipv6",
                                "dhcp.servers", "grown=" + address(grown),
                                "sweep.table.max.bytes", "1048576")));
    }

    private void grow() {
        for (int host = 1; host <= MANY; host++) {
            grown.leases()
                    .bind(
                            "2001:db8:0:1::" + Integer.toHexString(host),
                            Ipv6Client.of(Duid.LinkLayer.of(1, Octets.of(2, 0, 0, 0, host >> 8, host & 0xff))),
                            Duration.ofHours(1));
        }
    }

    /** A transform that cannot take a record ends the task. */
    private void fail() throws IOException, InterruptedException {
        connectors.submit(
                "alerts-failed",
                connectors.configuration(
                        "alerts-failed",
                        Map.of(
                                "dhcp.servers",
                                "failed=" + address(started(clearText().initialLeases(20))),
                                "transforms",
                                "extract",
                                "transforms.extract.type",
                                "org.apache.kafka.connect.transforms.ExtractField$Value",
                                "transforms.extract.field",
                                "nosuchfield")));
    }

    private void move(String dhcpServers) throws IOException, InterruptedException {
        connectors.submit(
                "alerts-moved",
                connectors.configuration(
                        "alerts-moved", Map.of("dhcp.servers", dhcpServers, "snapshot.mode", "never")));
    }

    /** Waits until the tasks run, and until those that changes come from have written some. */
    void awaitRunning() {
        connectors.awaitTasks("alerts-watched", "RUNNING", 4);
        connectors.awaitTasks("alerts-moved", "RUNNING", 3);
        await().atMost(LIMIT).until(() -> kept.connections() > 0 && forgetful.connections() > 0);
        servers.forEach(server -> server.churn().tick(20));
    }

    private LeasequeryServer started(LeasequeryServerBuilder builder) {
        LeasequeryServer server = builder.start();
        servers.add(server);
        return server;
    }

    private static LeasequeryServerBuilder clearText() {
        return LeasequeryServer.builder()
                .range("10.40.0.0/24")
                .activeLeasequery()
                .insecure();
    }

    private static String address(LeasequeryServer server) {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public void close() throws IOException {
        connectors.close();
        signals.close();
        admin.close();
        servers.forEach(LeasequeryServer::close);
        tls.close();
    }
}
