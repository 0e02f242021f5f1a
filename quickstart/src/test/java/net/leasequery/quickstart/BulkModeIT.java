package net.leasequery.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.simulator.fault.FaultText;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that speaks only Bulk Leasequery, polled by the plugin as it is shipped, in a real worker. */
@Timeout(180)
@ExtendWith(ConnectClusterExtension.class)
class BulkModeIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> THREE = List.of("10.30.0.11", "10.30.0.12", "10.30.0.13");

    @Test
    void theFirstPollIsTheSnapshotAndLaterOnesWriteOnlyChanges(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.awaitEvents("SNAPSHOT_COMPLETED", 1);
            server.awaitPolls(3);
            assertThat(server.records()).isEqualTo(3);

            server.lease("10.30.0.14", HOUR);
            GenericRecord added = server.awaitState("10.30.0.14", "ACTIVE");
            server.awaitPolls(3);

            assertThat(server.records()).isEqualTo(4);
            assertThat(added.get("origin").toString()).isEqualTo("POLL");
            assertThat(server.events("SWEPT")).isZero();
        }
    }

    @Test
    void aLeaseThatVanishedIsEnded(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.dhcp().leases().release("10.30.0.12");

            GenericRecord ended = server.awaitState("10.30.0.12", "UNKNOWN");

            assertThat(ended.get("inferred")).isEqualTo(true);
            assertThat(ended.get("origin").toString()).isEqualTo("POLL");
            server.awaitEvents("SWEPT", 1);
            server.awaitState("10.30.0.11", "ACTIVE");
        }
    }

    @Test
    void aLeaseThatRanOutIsEndedAsExpired(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.lease("10.30.0.14", Duration.ofSeconds(2));
            server.awaitState("10.30.0.14", "ACTIVE");

            assertThat(server.awaitState("10.30.0.14", "EXPIRED").get("inferred"))
                    .isEqualTo(true);
        }
    }

    @Test
    void aLeaseThatComesBackIsWrittenAgain(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.dhcp().leases().release("10.30.0.12");
            server.awaitState("10.30.0.12", "UNKNOWN");

            server.lease("10.30.0.12", HOUR);

            assertThat(server.awaitState("10.30.0.12", "ACTIVE").get("inferred"))
                    .isEqualTo(false);
        }
    }

    @Test
    void whatVanishedWhileTheTaskDidNotRunIsEndedAndNothingElseIsWritten(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.stop();
            long before = server.records();
            server.dhcp().leases().release("10.30.0.12");

            server.resume();

            server.awaitState("10.30.0.12", "UNKNOWN");
            server.awaitPolls(3);
            assertThat(server.records()).isEqualTo(before + 1);
        }
    }

    @Test
    void whatVanishedWhileTheWorkerWasDeadIsEnded(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            cluster.worker().kill();
            server.dhcp().leases().release("10.30.0.12");

            cluster.worker().start();

            server.awaitState("10.30.0.12", "UNKNOWN");
            server.awaitState("10.30.0.11", "ACTIVE");
        }
    }

    @Test
    void aPollThatIsCutEndsNothing(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            long records = server.records();

            server.dhcp().inject(FaultText.parse("close target=bulk after-messages=1"));
            server.awaitEvents("DISCONNECTED", 1);
            server.awaitPolls(3);

            assertThat(server.records()).isEqualTo(records);
            assertThat(server.events("SWEPT")).isZero();
        }
    }

    @Test
    void aSweptKeyGetsATombstoneIfAskedForAlsoAfterARestart(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of("tombstones.on.unassigned", "true"))) {
            server.dhcp().leases().release("10.30.0.12");
            server.awaitTombstone("10.30.0.12");
            server.stop();
            long before = server.records();
            server.dhcp().leases().release("10.30.0.13");

            server.resume();

            server.awaitTombstone("10.30.0.13");
            server.awaitPolls(3);
            assertThat(server.records()).as("an end and its tombstone").isEqualTo(before + 2);
        }
    }

    @Test
    void aRefusedQueryNamesTheKeyToChange(ConnectCluster cluster) throws Exception {
        try (PolledServer server = PolledServer.likeKea(cluster, Map.of("bulk.query.types", "all"))) {
            server.submit();

            server.awaitEvents("DISCONNECTED", 1);

            assertThat(server.lastEvent().get("detail").toString()).contains("bulk.query.types");
        }
    }

    private static PolledServer startedWithThree(ConnectCluster cluster, Map<String, String> overrides)
            throws Exception {
        PolledServer server = PolledServer.likeKea(cluster, overrides);
        THREE.forEach(address -> server.lease(address, HOUR));
        server.submit();
        THREE.forEach(address -> server.awaitState(address, "ACTIVE"));
        return server;
    }
}
