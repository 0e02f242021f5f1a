package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stream of changes cannot bring, in a real worker: snapshots, gaps, and offsets that are edited. */
@ParameterizedClass
@EnumSource(Family.class)
@ExtendWith(ConnectClusterExtension.class)
class SnapshotIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int ADDRESSES = 512;
    private static final int LEASES = 300;
    private static final long FUTURE = 4_000_000_000L;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ConnectCluster cluster;
    private final WorkFolder work;
    private final Network network;
    private final LeasequeryServer server;
    private final FollowedServer followed;

    SnapshotIT(Family family, ConnectCluster cluster, WorkFolder work) throws Exception {
        this.cluster = cluster;
        this.work = work;
        this.network = Network.of(family, ADDRESSES);
        this.server = network.server()
                .initialLeases(LEASES)
                .churn(ChurnSettings.DEFAULT.withLeaseTimes(Duration.ofHours(1), Duration.ofHours(2)))
                .idleTimeout(Duration.ofMillis(400))
                .start();
        this.followed = new FollowedServer(
                Installation.fromSystemProperty(),
                cluster,
                "snapshot-" + COUNT.incrementAndGet(),
                server,
                Map.of("heartbeat.interval.ms", "500", "bulk.query.types", network.bulkQueries()));
    }

    @BeforeEach
    void loadASnapshot() throws Exception {
        followed.submit();
        awaitEvents("SNAPSHOT_COMPLETED", 1);
        followed.awaitCaughtUp(LIMIT);
    }

    @AfterEach
    void remove() throws Exception {
        followed.close();
        new Leftovers(cluster).remove(List.of(followed.name()));
    }

    @Test
    void whatTheServerHadBeforeArrivesAsASnapshot() throws Exception {
        awaitSnapshotRecords(reported());
        assertThat(followed.events().lines())
                .anyMatch(event -> event.contains("SNAPSHOT_COMPLETED") && event.contains("\"count\": " + reported()));
        assertTopicEqualsServer();
    }

    @Test
    void changesThatTheServerForgotAreFilledIn() throws Exception {
        stop();
        server.churn().tick(200);
        server.forgetHistory();

        followed.rest().resume(followed.name());

        awaitEvents("DATA_MISSING", 1);
        awaitEvents("GAP_FILLED", 1);
        assertTopicEqualsServer();
    }

    @Test
    void deletedOffsetsMeanANewSnapshot() throws Exception {
        stop();

        followed.rest().resetOffsets(followed.name());
        followed.rest().resume(followed.name());

        awaitEvents("SNAPSHOT_COMPLETED", 2);
        awaitSnapshotRecords(2 * reported());
        assertTopicEqualsServer();
    }

    @Test
    void anOffsetOfTheFutureIsRefusedWithTheReason() throws Exception {
        stop();

        assertThatThrownBy(() -> followed.rest().alterOffsets(followed.name(), offsets("lab", FUTURE)))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("base_time")
                .hasMessageContaining("future");
    }

    @Test
    void anOffsetOfAServerThatIsNotConfiguredIsRefusedWithTheReason() throws Exception {
        stop();

        assertThatThrownBy(() -> followed.rest().alterOffsets(followed.name(), offsets("elsewhere", since())))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("elsewhere")
                .hasMessageContaining("dhcp.servers");
    }

    @Test
    void anOffsetThatIsSetBackAsksForTheChangesSince() throws Exception {
        stop();
        int queries = server.queries().size();
        long since = since();

        followed.rest().alterOffsets(followed.name(), offsets("lab", since));
        followed.rest().resume(followed.name());

        followed.awaitQueryAfter(queries, LIMIT);
        assertThat(server.queries().get(queries).queryStartTime())
                .isNotNull()
                .satisfies(start -> assertThat(start.getEpochSecond() - epoch()).isEqualTo(since - 5));
        assertTopicEqualsServer();
    }

    /** A DHCPv4 server tells in bulk of every address, one of DHCPv6 of those that are leased. */
    private long reported() {
        return switch (network.family()) {
            case IPV4 -> ADDRESSES;
            case IPV6 -> LEASES;
        };
    }

    /** Ten minutes ago, as in an offset. */
    private long since() {
        return server.clock().now().getEpochSecond() - epoch() - 600;
    }

    /** What base-times in offsets count from, in seconds since 1970. */
    private long epoch() {
        return switch (network.family()) {
            case IPV4 -> 0;
            case IPV6 -> Dhcpv6Epoch.UNIX_SECONDS;
        };
    }

    private void assertTopicEqualsServer() throws Exception {
        followed.calmDown();
        followed.awaitCaughtUp(LIMIT);
        assertThat(followed.verdict(work.root()).differences()).isEmpty();
    }

    private void stop() throws Exception {
        followed.rest().stop(followed.name());
        await().atMost(LIMIT)
                .until(() ->
                        followed.rest().status(followed.name()).path("tasks").isEmpty());
    }

    /** An event may become visible before the bindings of the snapshot, which go to another topic. */
    private void awaitSnapshotRecords(long count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(followed.counts().records(RecordCounts.Origin.SNAPSHOT))
                        .isEqualTo(count));
    }

    private void awaitEvents(String type, long count) {
        await().atMost(LIMIT).until(() -> followed.events().of(type) >= count);
    }

    private JsonNode offsets(String server, long baseTime) throws Exception {
        return new ObjectMapper().readTree("""
                        {"offsets": [{
                          "partition": {"server": "%s", "family": "%s"},
                          "offset": {"v": 1, "base_time": %d}
                        }]}
                        """.formatted(server, network.word(), baseTime));
    }
}
