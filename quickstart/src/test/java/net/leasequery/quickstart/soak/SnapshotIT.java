package net.leasequery.quickstart.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.quickstart.ConnectClusterExtension;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the stream of changes cannot bring, in a real worker: snapshots, gaps, and offsets that are edited. */
@ExtendWith(ConnectClusterExtension.class)
class SnapshotIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int ADDRESSES = 512;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ConnectCluster cluster;
    private final WorkFolder work;
    private final LeasequeryServer server = LeasequeryServer.builder()
            .range("10.0.0.0/23")
            .activeLeasequery()
            .insecure()
            .initialLeases(300)
            .idleTimeout(Duration.ofMillis(400))
            .start();
    private final FollowedServer followed;

    SnapshotIT(ConnectCluster cluster, WorkFolder work) throws Exception {
        this.cluster = cluster;
        this.work = work;
        this.followed = new FollowedServer(
                Installation.fromSystemProperty(),
                cluster,
                "snapshot-" + COUNT.incrementAndGet(),
                server,
                Map.of("heartbeat.interval.ms", "500"));
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
        assertThat(followed.counts().records(RecordCounts.Origin.SNAPSHOT)).isEqualTo(ADDRESSES);
        assertThat(followed.events().lines())
                .anyMatch(event -> event.contains("SNAPSHOT_COMPLETED") && event.contains("\"count\": " + ADDRESSES));
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
        assertThat(followed.counts().records(RecordCounts.Origin.SNAPSHOT)).isEqualTo(2 * ADDRESSES);
        assertTopicEqualsServer();
    }

    @Test
    void anOffsetOfTheFutureIsRefusedWithTheReason() throws Exception {
        stop();

        assertThatThrownBy(() -> followed.rest().alterOffsets(followed.name(), offsets("lab", 4_000_000_000L)))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("base_time")
                .hasMessageContaining("future");
    }

    @Test
    void anOffsetOfAServerThatIsNotConfiguredIsRefusedWithTheReason() throws Exception {
        stop();

        assertThatThrownBy(() -> followed.rest().alterOffsets(followed.name(), offsets("elsewhere", 1_700_000_000L)))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("elsewhere")
                .hasMessageContaining("dhcp.servers");
    }

    @Test
    void anOffsetThatIsSetBackAsksForTheChangesSince() throws Exception {
        stop();
        int queries = server.queries().size();
        long since = server.clock().now().getEpochSecond() - 600;

        followed.rest().alterOffsets(followed.name(), offsets("lab", since));
        followed.rest().resume(followed.name());

        followed.awaitQueryAfter(queries, LIMIT);
        assertThat(server.queries().get(queries).queryStartTime())
                .isNotNull()
                .satisfies(start -> assertThat(start.getEpochSecond()).isEqualTo(since - 5));
        assertTopicEqualsServer();
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

    private void awaitEvents(String type, long count) {
        await().atMost(LIMIT).until(() -> followed.events().of(type) >= count);
    }

    private static JsonNode offsets(String server, long baseTime) throws Exception {
        return new ObjectMapper().readTree("""
                        {"offsets": [{
                          "partition": {"server": "%s", "family": "ipv4"},
                          "offset": {"v": 1, "base_time": %d}
                        }]}
                        """.formatted(server, baseTime));
    }
}
