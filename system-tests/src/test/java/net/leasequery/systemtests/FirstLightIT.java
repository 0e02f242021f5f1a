package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import net.leasequery.quickstart.cluster.ConnectCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The plugin as it is shipped, in a real worker, from a DHCP server's socket to a consumer of the topic. */
@ExtendWith(ConnectClusterExtension.class)
class FirstLightIT {
    private static final int SEVERAL_BATCHES = 3_000;

    /** {@code resume.overlap.ms} is left at its default. */
    private static final long OVERLAP_MILLIS = 5_000;

    @Test
    void theTopicEqualsTheServersTableAfterChurn(ConnectedServer server) throws Exception {
        server.churnUntilRead(SEVERAL_BATCHES);

        server.awaitAgreement();
    }

    @Test
    void aTaskStoppedInTheMiddleAsksForChangesSinceItsStoredPosition(ConnectedServer server) throws Exception {
        server.churnUntilRead(SEVERAL_BATCHES);

        JsonNode offset = server.stopAndReadOffset();
        JsonNode query = server.resumeAndAwaitQuery();

        long baseTime = offset.path("base_time").asLong();
        long newestChange = baseTime - offset.path("lag").asLong();
        assertThat(baseTime).isPositive();
        assertThat(query.path("queryStartTime").asLong()).isEqualTo(newestChange * 1_000 - OVERLAP_MILLIS);
        server.awaitAgreement();
    }

    @Test
    void nothingIsLostWhenTheTaskIsRestartedUnderChurn(ConnectCluster cluster, ConnectedServer server)
            throws Exception {
        server.churnUntilRead(SEVERAL_BATCHES);

        cluster.worker().rest().restartTask(server.name(), 0);
        server.churnUntilRead(2 * SEVERAL_BATCHES);

        server.awaitAgreement();
    }

    @Test
    void nothingIsLostWhenTheWorkerIsKilledUnderChurn(ConnectCluster cluster, ConnectedServer server) throws Exception {
        server.churnUntilRead(SEVERAL_BATCHES);

        cluster.worker().kill();
        cluster.worker().start();
        server.churnUntilRead(2 * SEVERAL_BATCHES);

        server.awaitAgreement();
    }
}
