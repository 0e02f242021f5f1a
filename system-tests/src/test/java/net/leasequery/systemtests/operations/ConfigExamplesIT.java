package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each file of {@code config-examples} is started in a real worker, side by side, and delivers what its servers have. */
@Timeout(360)
@ExtendWith(ConnectClusterExtension.class)
class ConfigExamplesIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path EXAMPLES =
            Installation.fromSystemProperty().home().resolve("config-examples");

    private static final List<String> AVRO = List.of(
            "plaintext.json",
            "tls-pem-inline.json",
            "tls-pem-files.json",
            "tls-pkcs12.json",
            "ipv6.json",
            "bulk-kea.json",
            "compacted-tombstones.json",
            "avro-apicurio.json");

    private static final List<String> JSON = List.of("json.json", "ocsf-source.json");
    private static final String SINK = "transforms.json";

    private static final Set<String> TRIED_ELSEWHERE = Set.of(
            // LifeCycleIT: needs workers with exactly.once.source.support
            "exactly-once.json",
            // Every test with a ConnectedServer
            "quickstart.json",
            "quickstart-ipv6.json",
            // OpenSearchIT: a mapping, no connector
            "opensearch-ecs-mapping.json",
            // JdbcSinkIT: a sink, beside a PostgreSQL
            "jdbc-postgresql.json",
            // ExampleConfigurationTest: its converter is not on Maven Central
            "protobuf-confluent.json");

    @Test
    void everyExampleIsTriedOut() throws IOException {
        Set<String> known = new TreeSet<>(TRIED_ELSEWHERE);
        known.addAll(AVRO);
        known.addAll(JSON);
        known.add(SINK);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void eachExampleDeliversWhatItsServersHave(ConnectCluster cluster, WorkFolder work) throws Exception {
        SiteFiles site = SiteFiles.write(work.of("site"));
        Map<String, RunningExample> examples = new LinkedHashMap<>();
        List<AutoCloseable> toClose = new ArrayList<>();
        try (Connectors connectors = new Connectors(cluster)) {
            for (String file : Stream.concat(AVRO.stream(), JSON.stream()).toList()) {
                RunningExample example = RunningExample.of(EXAMPLES.resolve(file), site, cluster);
                toClose.add(example);
                examples.put(file, example);
                connectors.submit(example.name(), example.configuration());
            }
            examples.values().forEach(example -> connectors.awaitTasks(example.name(), "RUNNING", example.tasks()));

            Map<String, KafkaTable> tables = new TreeMap<>();
            for (String file : AVRO) {
                KafkaTable table = table(cluster, example(examples, file).name());
                toClose.add(table);
                tables.put(file, table);
                awaitRows(file, () -> rowsOf(table), example(examples, file).leased());
            }
            for (String file : JSON) {
                RunningExample example = example(examples, file);
                JsonTopic topic = new JsonTopic(cluster.worker().bootstrapServers(), example.name() + ".bindings");
                toClose.add(topic);
                awaitRows(file, () -> rowsOf(topic.read()), example.leased());
                assertThat(topic.rows().values())
                        .as(file)
                        .allMatch(value -> value.has(file.equals("json.json") ? "state" : "class_uid"));
            }

            String ended = example(examples, "compacted-tombstones.json").release();
            KafkaTable compacted = Objects.requireNonNull(tables.get("compacted-tombstones.json"));
            await().atMost(LIMIT).until(() -> !rowsOf(compacted).contains(ended));
            tryTheSink(connectors, site, example(examples, "plaintext.json"), work);
        } finally {
            for (AutoCloseable each : toClose) {
                each.close();
            }
        }
    }

    /** The sink of the example is not on Maven Central; Kafka's own stands in, behind the same transforms. */
    private static void tryTheSink(Connectors connectors, SiteFiles site, RunningExample source, WorkFolder work)
            throws Exception {
        Path written = work.of("example-sink.txt");
        JsonNode config =
                new ObjectMapper().readTree(EXAMPLES.resolve(SINK).toFile()).path("config");
        Map<String, String> sink = new TreeMap<>();
        config.properties()
                .forEach(entry -> sink.put(
                        entry.getKey(),
                        entry.getValue()
                                .asText()
                                .replace("/etc/leasequery", site.folder().toString())));
        sink.keySet().removeIf(key -> key.contains("converter") || key.startsWith("connection."));
        sink.put("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector");
        sink.put("file", written.toString());
        sink.put("topics", source.name() + ".bindings");
        connectors.submit("example-transforms", sink);
        connectors.awaitTasks("example-transforms", "RUNNING", 1);

        source.release();

        await().atMost(LIMIT)
                .until(() -> Files.exists(written)
                        && Files.readString(written).contains("ecs={version=")
                        && Files.readString(written).contains("state=RELEASED"));
    }

    @FunctionalInterface
    private interface Rows {
        Set<String> get() throws Exception;
    }

    private static void awaitRows(String file, Rows rows, List<String> leased) {
        assertThat(leased).hasSizeGreaterThan(2);
        await().alias(file)
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(rows.get()).containsAll(leased));
    }

    private static RunningExample example(Map<String, RunningExample> examples, String file) {
        return Objects.requireNonNull(examples.get(file), file);
    }

    private static KafkaTable table(ConnectCluster cluster, String prefix) {
        return new KafkaTable(
                cluster.worker().bootstrapServers(), cluster.registry().confluentApi(), prefix + ".bindings");
    }

    /** As {@code server address}. */
    private static Set<String> rowsOf(KafkaTable table) throws InterruptedException {
        return table.readToEnd(LIMIT).rows().keySet().stream()
                .map(key -> ((GenericRecord) key).get("server") + " " + ((GenericRecord) key).get("address"))
                .collect(Collectors.toSet());
    }

    private static Set<String> rowsOf(JsonTopic topic) throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String text : topic.rows().keySet()) {
            JsonNode key = new ObjectMapper().readTree(text);
            rows.add(key.path("server").asText() + " " + key.path("address").asText());
        }
        return rows;
    }
}
