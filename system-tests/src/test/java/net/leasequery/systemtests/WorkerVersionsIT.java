package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.TlsFiles;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.cluster.WorkerRuntime;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plugin on real workers of other versions than that of every other test, and under another JDK: delivers over TLS,
 * shows its metrics, and resumes from its offset. {@code dev/peers/fetch} brings the versions.
 */
@Timeout(300)
@ExtendWith(ConnectClusterExtension.class)
class WorkerVersionsIT {
    private static final String NONE = "no other version";
    private static final Installation INSTALLATION = Installation.fromSystemProperty();
    private static final Path VERSIONS = INSTALLATION.home().resolve("dev/peers/worker/target");

    /** Folders of {@code dev/peers/worker/target}. */
    static List<String> versions() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return List.of(NONE);
        }
        try (Stream<Path> folders = Files.list(VERSIONS)) {
            List<String> versions = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+\\.\\d+\\.\\d+"))
                    .sorted()
                    .toList();
            return versions.isEmpty() ? List.of(NONE) : versions;
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void deliversOnAWorkerOfVersion(String version, ConnectCluster cluster, WorkFolder work) throws Exception {
        assumeTrue(!version.equals(NONE), "no worker of another version: run dev/peers/fetch oldest versions");

        delivers(cluster, work, version, WorkerRuntime.of(INSTALLATION).withConnect(VERSIONS.resolve(version)));
    }

    @Test
    void deliversUnderAnotherJdk(ConnectCluster cluster, WorkFolder work) throws Exception {
        String javaHome = System.getProperty("worker.java.home", "");
        assumeTrue(!javaHome.isEmpty(), "no other JDK: use -Dworker.java.home=FOLDER");

        delivers(cluster, work, "other-jdk", WorkerRuntime.of(INSTALLATION).withJavaHome(Path.of(javaHome)));
    }

    private static void delivers(ConnectCluster cluster, WorkFolder work, String name, WorkerRuntime runtime)
            throws Exception {
        WorkerMetrics metrics = new WorkerMetrics(FreePort.next());
        WorkerOptions options = WorkerOptions.plain()
                .withName("worker-" + name)
                .withGroup("connect-" + name)
                .withRuntime(runtime)
                .withJvmOptions(List.of(metrics.agent(INSTALLATION.home())))
                .withPluginZips(List.of(INSTALLATION.connectorZip()));
        TlsFiles tls = TlsFiles.make(work);
        try (ConnectWorker worker = new ConnectWorker(
                INSTALLATION,
                work,
                cluster.broker().bootstrapServers(),
                cluster.registry(),
                FreePort.next(),
                options)) {
            worker.launch();
            worker.awaitReady();
            try (ConnectedServer server = ConnectedServer.start(Family.IPV4, work, worker, cluster.registry(), tls)) {
                server.churnUntilRead(500);
                server.awaitAgreement();
                assertThat(metrics.scrape())
                        .containsPattern("(?m)^leasequery_connected\\{connector=\"" + server.name() + "\".* 1\\.0$");

                assertThat(server.stopAndReadOffset().path("base_time").asLong())
                        .isPositive();
                assertThat(server.resumeAndAwaitQuery().path("queryStartTime").asLong())
                        .isPositive();
                server.churnUntilRead(1_000);
                server.awaitAgreement();
            }
        }
    }
}
