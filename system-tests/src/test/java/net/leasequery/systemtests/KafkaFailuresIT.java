package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.WorkFolder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Kafka itself can lose. docs/operations.md. */
@ExtendWith(ConnectClusterExtension.class)
class KafkaFailuresIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int RECORDS = 300;

    /** Of the shared cluster's workers; other tests have topics of their own beside it. */
    private static final String OFFSETS_TOPIC = "connect-offset";

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /** More than the rest of the churn fits into, less than what follows. */
    private static final int OCTETS_LEFT = 4_096;

    @Test
    void nothingIsLostWhenTheBrokersDiskIsFull(ConnectCluster cluster, WorkFolder work, ConnectedServer server)
            throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), () -> PRLIMIT + " is not installed");
        server.churnUntilRead(RECORDS);
        Path log = work.of("broker").resolve("data/" + server.name() + ".bindings-0/00000000000000000000.log");

        // A write beyond the limit fails as on a full disk does, and like there the broker gives up its only log.dir.
        limitFileSize(cluster.broker().process().pid(), Files.size(log) + OCTETS_LEFT);
        assertThat(cluster.broker().process().awaitEnd(LIMIT))
                .as("the broker shuts down when it cannot write")
                .isTrue();
        cluster.broker().start();
        server.churnUntilRead(2 * RECORDS);

        server.awaitAgreement();
    }

    @Test
    void allBindingsAreLoadedAgainWhenTheOffsetsTopicIsLost(ConnectCluster cluster, ConnectedServer server)
            throws Exception {
        server.churnUntilRead(RECORDS);

        cluster.worker().stop();
        int queries = server.queries().size();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.broker().bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains(OFFSETS_TOPIC);
            admin.deleteTopics(List.of(OFFSETS_TOPIC)).all().get();
        } finally {
            cluster.worker().start();
        }

        // What changed while everything was loaded is asked for afterwards, with a start.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(server.queries()
                                .subList(queries, server.queries().size()))
                        .filteredOn(query -> query.path("type").asText().equals("DHCPBULKLEASEQUERY"))
                        .as("a task without an offset asks for everything")
                        .first()
                        .satisfies(
                                query -> assertThat(query.has("queryStartTime")).isFalse()));
        server.churnUntilRead(2 * RECORDS);
        server.awaitAgreement();
    }

    private static void limitFileSize(long pid, long octets) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(pid), "--fsize=" + octets + ":" + octets)
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
