package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.systemtests.kea.KeaChroot;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaHold;
import net.leasequery.systemtests.kea.KeaPair;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A pair of Kea servers, a connector that polls both every second, and lease-streams. Ends them when closed. Skips the test if
 * there is no Kea, or if this machine makes no network namespaces.
 */
final class FollowedPair implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Epsilon, and a second for each end of the difference. */
    private static final Duration SURELY_LATER = Duration.ofSeconds(PairTruth.EPSILON_SECONDS + 2);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String INCOMPLETE = "VIEW_INCOMPLETE";

    private final ConnectCluster cluster;
    private final String name;
    private final KeaFamily family;
    private final KeaPair pair;
    private final LeaseStreamsProcess streams;
    private final Set<String> explained = new HashSet<>();

    private FollowedPair(
            ConnectCluster cluster, String name, KeaFamily family, KeaPair pair, LeaseStreamsProcess streams) {
        this.cluster = cluster;
        this.name = name;
        this.family = family;
        this.pair = pair;
        this.streams = streams;
    }

    static FollowedPair start(ConnectCluster cluster, WorkFolder work, KeaFamily family, KeaPair.Mode mode)
            throws IOException, InterruptedException {
        Optional<Path> chroot = KeaChroot.find();
        assumeTrue(chroot.isPresent(), "there is no Kea: make it with dev/kea/make-chroot (needs root)");
        Installation installation = Installation.fromSystemProperty();
        String name = "pair-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        KeaPair pair = pair(installation.home(), chroot.orElseThrow(), family, mode, name);
        createBindings(cluster, name + ".bindings");
        cluster.worker().rest().submit(name, connector(cluster, installation, family, name, pair));
        LeaseStreamsProcess streams = new LeaseStreamsProcess(
                installation,
                work,
                cluster,
                name,
                Map.of(
                        "application.id",
                        name,
                        "topic.prefix",
                        name,
                        "groups",
                        "site",
                        "group.site.kind",
                        "replicated",
                        "group.site.members",
                        "one,two",
                        "group.site.links",
                        family == KeaFamily.IPV4 ? "10.0.0.0/8" : "2001:db8::/32",
                        "group.site.replication.grace.ms",
                        "4000",
                        "group.site.stale.after.ms",
                        "120000"));
        FollowedPair followed = new FollowedPair(cluster, name, family, pair, streams);
        followed.awaitState(0, mode.text());
        followed.awaitState(1, mode.text());
        streams.launch();
        streams.awaitReady();
        return followed;
    }

    /** 24 addresses; half of them for each server, where both serve and each has clients of its own. */
    private static KeaPair pair(Path home, Path chroot, KeaFamily family, KeaPair.Mode mode, String name)
            throws IOException, InterruptedException {
        String pools;
        if (family == KeaFamily.IPV6) {
            // kea-dhcp6 3.0.4 puts clients into no class of the pair here, so its pools cannot be divided.
            pools = "{ \"pool\": \"2001:db8:100:: - 2001:db8:100::17\" }";
        } else if (mode == KeaPair.Mode.HOT_STANDBY) {
            pools = "{ \"pool\": \"10.128.0.0 - 10.128.0.23\" }";
        } else {
            pools = "{ \"pool\": \"10.128.0.0 - 10.128.0.11\", \"client-classes\": [ \"HA_server1\" ] },"
                    + " { \"pool\": \"10.128.0.12 - 10.128.0.23\", \"client-classes\": [ \"HA_server2\" ] }";
        }
        try {
            return KeaPair.start(home, chroot, family, mode, name, pools);
        } catch (UnsupportedOperationException cannot) {
            assumeTrue(false, cannot.getMessage());
            throw cannot;
        }
    }

    /** lease-streams wants the topic before the first client comes. */
    private static void createBindings(ConnectCluster cluster, String topic) throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.broker().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new IOException(topic + " was not created", refused);
        }
    }

    private static Map<String, String> connector(
            ConnectCluster cluster, Installation installation, KeaFamily family, String name, KeaPair pair)
            throws IOException {
        return ConnectorExample.read(
                        installation.home().resolve("config-examples/quickstart.json"), Map.of("dhcp.port", "1"))
                .named(name)
                .with("tasks.max", "2")
                .with(
                        "dhcp.servers",
                        "one=" + pair.server(0).address() + ",two="
                                + pair.server(1).address())
                .with("dhcp.family", family.text())
                .with("topic.prefix", name)
                .with("topic.creation.bindings.include", name + "\\.bindings")
                .with("query.mode", "bulk")
                .with(
                        "bulk.query.types",
                        family == KeaFamily.IPV4 ? pair.hardwareAddressQueries() : "link-address:2001:db8:100::1")
                .with("bulk.poll.interval.ms", "1000")
                .with("heartbeat.interval.ms", "1000")
                .with("reconnect.backoff.max.ms", "1000")
                .with("sweep.bootstrap.servers", cluster.worker().bootstrapServers())
                .configuration();
    }

    KeaPair pair() {
        return pair;
    }

    void awaitState(int server, String state) {
        await().atMost(LIMIT)
                .ignoreException(IOException.class)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(pair.state(server)).isEqualTo(state));
    }

    /**
     * Waits until whatever clients do next is surely later than what they did before. Times about
     * {@link PairTruth#EPSILON_SECONDS} apart are judged by the milliseconds of two clocks, of which Kea tells the seconds only.
     */
    void awaitLaterTransactions() {
        long before = System.nanoTime();
        await().atMost(LIMIT).until(() -> System.nanoTime() - before > SURELY_LATER.toNanos());
    }

    /** Waits until leases and open findings are what both servers say; both views are then complete. */
    PairTruth awaitTruth() {
        AtomicReference<PairTruth> agreed = new AtomicReference<>();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            PairTruth truth = PairTruth.of(holds(0), holds(1));
            explained.addAll(truth.findings());
            assertAgrees(truth);
            agreed.set(truth);
        });
        return Objects.requireNonNull(agreed.get());
    }

    /** Waits until leases are what the only server says that lives, and the other's view is known to be incomplete. */
    void awaitTruthOf(int server) {
        explained.add(INCOMPLETE + " one");
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Map<String, KeaHold> holds = holds(server);
            assertThat(clients()).isEqualTo(PairTruth.of(holds, holds).clients());
            assertThat(findings()).containsExactly(INCOMPLETE + " one");
        });
    }

    /** Every finding that was ever opened was true at some time. */
    void assertNothingElseWasFound() {
        List<GenericRecord> events = AvroTopic.values(cluster, name + ".events");
        events.stream()
                .filter(event -> isOf(event, "DISCONNECTED") || Boolean.TRUE.equals(event.get("gapOpen")))
                .forEach(event -> explained.add(INCOMPLETE + " " + event.get("server")));
        AvroTopic.table(cluster, name + ".audit").forEach((key, record) -> {
            String finding = finding(key);
            if (!finding.startsWith(INCOMPLETE) || !openedBeforeTheFirstPoll(key, record, events)) {
                assertThat(explained)
                        .as("%s: %s", finding, record.get("explanation"))
                        .anyMatch(truth -> isSame(truth, finding));
            }
        });
    }

    /** On a slow machine that takes longer than the grace. */
    private static boolean openedBeforeTheFirstPoll(
            GenericRecord key, GenericRecord finding, List<GenericRecord> events) {
        return events.stream()
                .filter(event -> isOf(event, "SNAPSHOT_COMPLETED")
                        && event.get("server")
                                .toString()
                                .equals(key.get("subject").toString()))
                .findFirst()
                .filter(event -> (long) finding.get("openedAt") <= (long) event.get("time"))
                .isPresent();
    }

    private static boolean isOf(GenericRecord event, String type) {
        return event.get("type").toString().equals(type);
    }

    /** Kea 3.0.4 has been seen to crash (free(): invalid pointer) when it lost its partner: nothing of ours is judged then. */
    private Map<String, KeaHold> holds(int index) throws IOException {
        assumeTrue(
                pair.server(index).isRunning(),
                "a Kea server ended by itself:\n" + pair.server(index).lastWords());
        return pair.holds(index);
    }

    private void assertAgrees(PairTruth truth) {
        assertThat(clients()).isEqualTo(truth.clients());
        Set<String> open = findings();
        assertThat(open).allMatch(finding -> truth.findings().stream().anyMatch(one -> isSame(one, finding)));
        assertThat(truth.findings()).allMatch(one -> open.stream().anyMatch(finding -> isSame(one, finding)));
    }

    private static boolean isSame(String truth, String finding) {
        return truth.startsWith(PairTruth.MISSING)
                ? finding.equals(truth.replace(PairTruth.MISSING, "NOT_REPLICATED"))
                        || finding.equals(truth.replace(PairTruth.MISSING, "STATE_DISAGREES"))
                : finding.equals(truth);
    }

    /** Who holds what, as {@code leases} says. */
    private Map<String, String> clients() {
        Map<String, String> clients = new TreeMap<>();
        AvroTopic.table(cluster, name + ".leases").forEach((key, lease) -> {
            if (lease.get("state").toString().equals("ACTIVE")) {
                clients.put(key.get("address").toString(), client(lease));
            }
        });
        return clients;
    }

    private String client(GenericRecord lease) {
        return family == KeaFamily.IPV4
                ? Objects.toString(lease.get("hardwareAddress")).replace(":", "")
                : hex((ByteBuffer) lease.get("duid"));
    }

    private static String hex(ByteBuffer octets) {
        byte[] exact = new byte[octets.remaining()];
        octets.duplicate().get(exact);
        return HexFormat.of().formatHex(exact);
    }

    /** An address, a server, or a client as {@link KeaHold} names it: its client-id holds its hardware address. */
    private static String subject(String subject) {
        return subject.replaceFirst("^(id:01|duid:)", "");
    }

    /** Findings that are open. */
    private Set<String> findings() {
        Set<String> findings = new TreeSet<>();
        AvroTopic.table(cluster, name + ".audit").forEach((key, finding) -> {
            if (finding.get("status").toString().equals("OPEN")) {
                findings.add(finding(key));
            }
        });
        return findings;
    }

    /** As {@code KIND subject}. */
    private static String finding(GenericRecord key) {
        return key.get("kind") + " " + subject(key.get("subject").toString());
    }

    @Override
    public void close() throws IOException {
        streams.close();
        pair.close();
        try {
            cluster.worker().rest().delete(name);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
