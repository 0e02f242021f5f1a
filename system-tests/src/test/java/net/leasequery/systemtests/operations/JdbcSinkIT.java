package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bindings in a table of PostgreSQL, by Debezium's sink connector as {@code config-examples/jdbc-postgresql.json} has it. */
@Timeout(240)
@ExtendWith(ConnectClusterExtension.class)
class JdbcSinkIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path EXAMPLES =
            Installation.fromSystemProperty().home().resolve("config-examples");
    private static final String SINK = "example-jdbc-postgresql";

    @Test
    void theTableFollowsTheLeasesByUpsertAndDelete(ConnectCluster cluster, WorkFolder work) throws Exception {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed (Debian package postgresql)");
        SiteFiles site = SiteFiles.write(work.of("jdbc-site"));
        RunningExample source =
                RunningExample.of(EXAMPLES.resolve("compacted-tombstones.json"), site, cluster, "example-jdbc");
        try (PostgresServer postgres = PostgresServer.start(programs.get());
                source;
                Connectors connectors = new Connectors(cluster)) {
            Map<String, String> configuration = new TreeMap<>(source.configuration());
            configuration.put("options.format", "none");
            connectors.submit(source.name(), configuration);
            connectors.awaitTasks(source.name(), "RUNNING", source.tasks());
            connectors.submit(SINK, sink(site, source, postgres));
            connectors.awaitTasks(SINK, "RUNNING", 1);

            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(rows(postgres, "state = 'ACTIVE'"))
                            .containsExactlyInAnyOrderElementsOf(source.leased()));
            assertThat(postgres.query("SELECT count(*) FROM bindings WHERE relay_circuitid IS NOT NULL"
                            + " AND leaseexpirytime > '2026-01-01' AND hardwareaddress LIKE '%:%'"))
                    .isEqualTo(Integer.toString(source.leased().size()));

            String renewed = source.bindAnew();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(rows(postgres, "hardwareaddress = '02:00:00:00:00:63'"))
                            .containsExactly(renewed));
            String ended = source.release();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(rows(postgres, "TRUE"))
                            .doesNotContain(ended)
                            .hasSize(source.leased().size() - 1));
        }
    }

    private static Set<String> rows(PostgresServer postgres, String where) throws IOException, InterruptedException {
        String printed = postgres.query("SELECT server || ' ' || address FROM bindings WHERE " + where);
        return printed.isEmpty() ? Set.of() : new HashSet<>(printed.lines().toList());
    }

    private static Map<String, String> sink(SiteFiles site, RunningExample source, PostgresServer postgres)
            throws IOException {
        JsonNode config = new ObjectMapper()
                .readTree(EXAMPLES.resolve("jdbc-postgresql.json").toFile())
                .path("config");
        Map<String, String> sink = new TreeMap<>();
        config.properties()
                .forEach(entry -> sink.put(
                        entry.getKey(),
                        entry.getValue()
                                .asText()
                                .replace("/etc/leasequery", site.folder().toString())
                                .replace("campus", source.name())));
        // Not on Maven Central: the worker's own converter reads Avro in the same wire format
        sink.keySet().removeIf(key -> key.contains(".converter"));
        sink.put("connection.url", postgres.url());
        // In place of the pause between two looks for new topics
        sink.put("consumer.override.metadata.max.age.ms", "1000");
        return sink;
    }
}
