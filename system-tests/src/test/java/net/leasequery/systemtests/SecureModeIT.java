package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.TlsFiles;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with mutual authentication in a real worker, its keys found by a ConfigProvider. */
@ExtendWith(ConnectClusterExtension.class)
class SecureModeIT {
    private static final int SEVERAL_BATCHES = 3_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As {@link ConnectClusterExtension} starts it; without these jars the other tests here would prove less. */
    @Test
    void theWorkersClassPathHasAnOldNettyAndAnOldBouncyCastleInItsJvm(ConnectCluster cluster, WorkFolder work)
            throws IOException {
        assertThat(cluster.worker().process().isAlive()).isTrue();

        assertThat(logs(work))
                .anySatisfy(log -> assertThat(log)
                        .containsPattern("jvm\\.classpath = .*netty-all-4\\.1\\..*")
                        .containsPattern("jvm\\.classpath = .*bcprov-jdk15on-1\\..*")
                        .contains("-Djava.security.properties="));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theTopicEqualsTheServersTableAndNobodyIsShownTheKey(Family family, ConnectCluster cluster, WorkFolder work)
            throws Exception {
        TlsFiles tls = TlsFiles.make(work);
        String secret = secretOf(tls);
        try (ConnectedServer server = ConnectedServer.start(family, work, cluster.worker(), cluster.registry(), tls)) {
            server.churnUntilRead(SEVERAL_BATCHES);
            server.rest().restartTask(server.name(), 0);
            server.awaitAgreement();

            JsonNode shown = server.rest().configurations(server.name());
            assertThat(shown.toString()).contains("${dir:").doesNotContain(secret);
            assertThat(server.rest().status(server.name()).toString()).doesNotContain(secret);
            assertThat(logs(work)).noneMatch(log -> log.contains(secret));
        }
    }

    @Test
    void whatIsWrongWithAKeyIsSaidWithoutTheKey(ConnectCluster cluster, WorkFolder work) throws Exception {
        TlsFiles tls = TlsFiles.make(work);
        String secret = secretOf(tls);
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "connector.class", "net.leasequery.connect.LeasequerySourceConnector",
                "name", "wrong-key",
                "dhcp.servers", "lab=127.0.0.1:9",
                "topic.prefix", "wrong-key",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.key", tls.requestorKey(),
                "ssl.keystore.certificate.chain", tls.requestorKey(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", tls.requestorKey()));

        JsonNode answer = cluster.worker().rest().validate("LeasequerySourceConnector", configuration);

        assertThat(answer.path("error_count").asInt()).isPositive();
        assertThat(answer.toString()).contains("holds no certificate").doesNotContain(secret);
        assertThat(logs(work)).noneMatch(log -> log.contains(secret));
    }

    @Test
    void aServerThatRefusesTlsIsReportedAndNeverAskedInClearText(
            ConnectCluster cluster, WorkFolder work, ConnectedServer clearText) throws Exception {
        String name = clearText.name() + "-secure";
        Map<String, String> configuration =
                new TreeMap<>(TlsFiles.make(work).secured(clearText.connector()).configuration());
        configuration.put("topic.prefix", name);
        int before = clearText.queries().size();

        cluster.worker().rest().submit(name, configuration);
        try {
            await().atMost(LIMIT).until(() -> logs(work).stream().anyMatch(log -> log.contains("TLS_REFUSED")));
            assertThat(clearText.queries()).hasSize(before);
        } finally {
            cluster.worker().rest().delete(name);
        }
    }

    /** A line of the key that is in no other text. */
    private static String secretOf(TlsFiles tls) throws IOException {
        return tls.requestorKey().lines().skip(1).findFirst().orElseThrow();
    }

    private static List<String> logs(WorkFolder work) throws IOException {
        try (Stream<Path> files = Files.walk(work.logs())) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).isNotEmpty();
            List<String> texts = new ArrayList<>();
            for (Path file : found) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return texts;
        }
    }
}
