package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.fault.FaultText;
import net.leasequery.simulator.lease.Family;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that speaks only Bulk Leasequery, polled by the plugin as it is shipped, in a real worker. */
@Timeout(180)
@ParameterizedClass
@EnumSource(Family.class)
@ExtendWith(ConnectClusterExtension.class)
class BulkModeIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Integer> THREE = List.of(11, 12, 13);

    private final PolledNetwork network;

    BulkModeIT(Family family) {
        this.network = new PolledNetwork(family);
    }

    @Test
    void theFirstPollIsTheSnapshotAndLaterOnesWriteOnlyChanges(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.awaitPolls(3);
            assertThat(server.records()).isEqualTo(3);

            server.lease(14, HOUR);
            GenericRecord added = server.awaitState(14, "ACTIVE");
            server.awaitPolls(3);

            assertThat(server.records()).isEqualTo(4);
            assertThat(added.get("origin").toString()).isEqualTo("POLL");
            assertThat(server.events("SWEPT")).isZero();
        }
    }

    @Test
    void aLeaseThatVanishedIsEnded(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.release(12);

            GenericRecord ended = server.awaitState(12, "UNKNOWN");

            assertThat(ended.get("inferred")).isEqualTo(true);
            assertThat(ended.get("origin").toString()).isEqualTo("POLL");
            server.awaitEvents("SWEPT", 1);
            server.awaitState(11, "ACTIVE");
        }
    }

    @Test
    void aLeaseThatRanOutIsEndedAsExpired(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.lease(14, Duration.ofSeconds(2));
            server.awaitState(14, "ACTIVE");

            assertThat(server.awaitState(14, "EXPIRED").get("inferred")).isEqualTo(true);
        }
    }

    @Test
    void aLeaseThatComesBackIsWrittenAgain(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.release(12);
            server.awaitState(12, "UNKNOWN");

            server.lease(12, HOUR);

            assertThat(server.awaitState(12, "ACTIVE").get("inferred")).isEqualTo(false);
        }
    }

    @Test
    void whatVanishedWhileTheTaskDidNotRunIsEndedAndNothingElseIsWritten(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.stop();
            long before = server.records();
            server.release(12);

            server.resume();

            server.awaitState(12, "UNKNOWN");
            server.awaitPolls(3);
            assertThat(server.records()).isEqualTo(before + 1);
        }
    }

    @Test
    void aResetOfTheOffsetsWritesEveryBindingOnceMoreAndEndsWhatVanished(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            server.stop();
            long before = server.records();
            server.release(12);

            server.resetOffsets();
            server.resume();

            server.awaitState(12, "UNKNOWN");
            server.awaitPolls(3);
            assertThat(server.records()).as("two bindings and an end").isEqualTo(before + 3);
        }
    }

    @Test
    void whatVanishedWhileTheWorkerWasDeadIsEnded(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            cluster.worker().kill();
            server.release(12);

            cluster.worker().start();

            server.awaitState(12, "UNKNOWN");
            server.awaitState(11, "ACTIVE");
        }
    }

    @Test
    void aPollThatIsCutEndsNothing(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of())) {
            long records = server.records();

            server.dhcp().inject(FaultText.parse(network.family(), "close target=bulk after-messages=1"));
            server.awaitEvents("DISCONNECTED", 1);
            server.awaitPolls(3);

            assertThat(server.records()).isEqualTo(records);
            assertThat(server.events("SWEPT")).isZero();
        }
    }

    @Test
    void aSweptKeyGetsATombstoneIfAskedForAlsoAfterARestart(ConnectCluster cluster) throws Exception {
        try (PolledServer server = startedWithThree(cluster, Map.of("tombstones.on.unassigned", "true"))) {
            server.release(12);
            server.awaitTombstone(12);
            server.stop();
            long before = server.records();
            server.release(13);

            server.resume();

            server.awaitTombstone(13);
            server.awaitPolls(3);
            assertThat(server.records()).as("an end and its tombstone").isEqualTo(before + 2);
        }
    }

    @Test
    void aRefusedQueryNamesTheKeyToChange(ConnectCluster cluster) throws Exception {
        try (PolledServer server =
                PolledServer.likeKea(cluster, network, Map.of("bulk.query.types", network.refusedQuery()))) {
            server.submit();

            server.awaitEvents("DISCONNECTED", 1);

            assertThat(server.lastEvent("DISCONNECTED").get("detail").toString())
                    .contains("bulk.query.types");
        }
    }

    @Test
    void aReadBackThatFailsStopsNothingButTheSweepAndTellsNoSecret(ConnectCluster cluster, WorkFolder work)
            throws Exception {
        String secret = "CanaryOfTheSweep";
        Map<String, String> wrong = Map.of(
                "sweep.consumer.security.protocol", "SASL_PLAINTEXT",
                "sweep.consumer.sasl.mechanism", "PLAIN",
                "sweep.consumer.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"sweep\" password=\""
                                + secret + "\";");
        try (PolledServer server = startedWithThree(cluster, wrong)) {
            server.release(12);
            server.awaitPolls(3);

            assertThat(server.events("SWEPT")).isZero();
            server.awaitState(12, "ACTIVE");
            assertThat(logs(work)).contains("could not be read back").doesNotContain(secret);
        }
    }

    @Test
    void aSnapshotEndsWhatTheServerNoLongerHas(ConnectCluster cluster) throws Exception {
        try (PolledServer server = PolledServer.likeTheRfc(cluster, network)) {
            server.lease(3, HOUR);
            server.lease(11, HOUR);
            server.submit();
            server.awaitState(3, "ACTIVE");
            server.awaitState(11, "ACTIVE");
            server.stop();

            server.replaceBySmallerOne();
            server.lease(3, HOUR);
            server.resetOffsets();
            server.resume();

            GenericRecord ended = server.awaitState(11, "UNKNOWN");
            assertThat(ended.get("inferred")).isEqualTo(true);
            // Over DHCPv6 it may be the fill of what changed beside the snapshot that is the first to be conclusive
            assertThat(ended.get("origin").toString()).isIn("SNAPSHOT", "GAP_FILL");
            server.awaitState(3, "ACTIVE");
            server.awaitEvents("SWEPT", 1);
        }
    }

    private static String logs(WorkFolder work) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(work.logs())) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.getFileName().toString().startsWith("worker"))::iterator) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private PolledServer startedWithThree(ConnectCluster cluster, Map<String, String> overrides) throws Exception {
        PolledServer server = PolledServer.likeKea(cluster, network, overrides);
        THREE.forEach(address -> server.lease(address, HOUR));
        server.submit();
        THREE.forEach(address -> server.awaitState(address, "ACTIVE"));
        server.awaitEvents("SNAPSHOT_COMPLETED", 1);
        // A poll that comes before Kafka's acknowledgement writes a binding once more; later ones do not.
        server.awaitPolls(3);
        return server;
    }
}
