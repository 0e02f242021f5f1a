package net.leasequery.quickstart;

import java.util.List;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that writes records and offsets in transactions; the consumer reads what was committed. */
@ExtendWith(ConnectClusterExtension.class)
class ExactlyOnceIT {

    @Test
    void theTopicEqualsTheServersTableAfterTheWorkerWasKilled(ConnectCluster cluster, WorkFolder work)
            throws Exception {
        Installation installation = Installation.fromSystemProperty();
        WorkerOptions options = WorkerOptions.plain()
                .withName("exactly-once-worker")
                .withGroup("exactly-once")
                .withExactlyOnce(true)
                .withPluginZips(List.of(installation.connectorZip()));
        try (ConnectWorker worker = new ConnectWorker(
                installation,
                work,
                cluster.broker().bootstrapServers(),
                cluster.registry(),
                FreePort.next(),
                options)) {
            worker.start();
            try (ConnectedServer server = ConnectedServer.start(work, worker, cluster.registry())) {
                server.churnUntilRead(2_000);

                worker.kill();
                worker.start();
                server.churnUntilRead(4_000);

                server.awaitAgreement();
            }
        }
    }
}
