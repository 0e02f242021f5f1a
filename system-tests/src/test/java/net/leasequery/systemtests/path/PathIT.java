package net.leasequery.systemtests.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A smoke of {@code bin/bench path} and {@code bin/bench snapshots}: nothing is timed here. */
@ExtendWith(ConnectClusterExtension.class)
class PathIT {

    private static final int BINDINGS = 500;

    @Test
    void bindingsGoAllTheWay(ConnectCluster cluster) {
        Worker worker = new Worker(cluster.worker(), cluster.registry(), false);
        PathBench bench = new PathBench(worker, null, BINDINGS, false, "", Duration.ofSeconds(1));

        assertThatCode(() -> bench.smoke()).doesNotThrowAnyException();
        assertThat(worker.cpu()).isPositive();
    }

    @Test
    void snapshotsOfEachSizeAreTaken(ConnectCluster cluster) throws Exception {
        Worker worker = new Worker(cluster.worker(), cluster.registry(), false);

        assertThat(SnapshotsCommand.table(worker, BINDINGS, 10 * BINDINGS)).contains("| 500 | ", "| 5,000 | ");
    }
}
