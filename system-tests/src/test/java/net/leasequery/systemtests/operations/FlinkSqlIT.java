package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The statements of {@code docs/recipes.md} in a real Flink: which port had this address at that time? */
@Timeout(300)
@ExtendWith(ConnectClusterExtension.class)
class FlinkSqlIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path HOME = Installation.fromSystemProperty().home();
    private static final Path FLINK = HOME.resolve("dev/peers/flink");
    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\\n(.*?)```");
    private static final DateTimeFormatter SQL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** What the modules of Flink and Kafka have to open on a JDK of today, as Flink's own scripts do. */
    private static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED");

    @Test
    void flowsAreJoinedWithTheLeasesOfTheirTimes(ConnectCluster cluster, WorkFolder work) throws Exception {
        assumeTrue(Files.isDirectory(FLINK.resolve("target/lib")), "no Flink: run dev/peers/fetch flink");
        RunningExample source = RunningExample.of(
                HOME.resolve("config-examples/json.json"),
                SiteFiles.write(work.of("flink-site")),
                cluster,
                "example-flink");
        Map<String, String> configuration = source.configuration();
        configuration.keySet().removeIf(key -> key.contains(".converter"));
        // Of two servers with the same addresses lease-streams would have to make one answer first
        String servers = Objects.requireNonNull(configuration.get("dhcp.servers"));
        configuration.put("dhcp.servers", servers.split(",", 2)[0]);
        try (source;
                Connectors connectors = new Connectors(cluster);
                KafkaTable table = new KafkaTable(
                        cluster.worker().bootstrapServers(),
                        cluster.registry().confluentApi(),
                        "example-flink.bindings")) {
            connectors.submit(source.name(), configuration);
            connectors.awaitTasks(source.name(), "RUNNING", 1);
            String ended = source.release().split(" ", 2)[1];
            String leased = source.leased().get(1).split(" ", 2)[1];
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> states(table).containsAll(List.of(ended + " RELEASED", leased + " ACTIVE")));
            Instant now = Instant.now();
            writeFlows(
                    cluster,
                    flow(leased, 1, now.minusSeconds(7_200)),
                    flow(leased, 2, now.plusSeconds(60)),
                    flow(ended, 3, now.plusSeconds(60)));

            List<String> joined = run(cluster, work);

            assertThat(joined)
                    .containsExactlyInAnyOrder(leased + " 1 <NULL>", leased + " 2 port-7", ended + " 3 <NULL>");
        }
    }

    private static List<String> states(KafkaTable table) throws InterruptedException {
        return table.readToEnd(LIMIT).rows().entrySet().stream()
                .map(row -> ((GenericRecord) row.getKey()).get("address") + " "
                        + row.getValue().get("state"))
                .toList();
    }

    private static String flow(String address, int octets, Instant seen) {
        return "{\"address\":\"%s\",\"octets\":%d,\"seen\":\"%s\"}".formatted(address, octets, SQL_TIME.format(seen));
    }

    private static void writeFlows(ConnectCluster cluster, String... flows) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.broker().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String flow : flows) {
                producer.send(new ProducerRecord<>("flows", flow)).get();
            }
        }
    }

    /** Rows as {@code address octets port}; the statements end where the topics end now. */
    private static List<String> run(ConnectCluster cluster, WorkFolder work) throws IOException, InterruptedException {
        Matcher statements = STATEMENTS.matcher(Files.readString(HOME.resolve("docs/recipes.md")));
        assertThat(statements.find()).isTrue();
        Path file = work.of("flink.sql");
        Files.writeString(
                file,
                statements
                        .group(1)
                        .replace("localhost:9092", cluster.broker().bootstrapServers())
                        .replace(
                                "http://localhost:8081",
                                cluster.registry().confluentApi().toString())
                        .replace("campus", "example-flink")
                        .replace("kafka',\n", "kafka',\n  'scan.bounded.mode' = 'latest-offset',\n"));
        Path output = work.of("flink.out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx768m");
        command.addAll(OPENED);
        command.addAll(List.of(
                "-cp",
                FLINK.resolve("target/lib") + "/*",
                FLINK.resolve("Sql.java").toString(),
                file.toString()));
        Process flink = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(work.of("flink.err").toFile())
                .start();
        try {
            assertThat(flink.waitFor(200, TimeUnit.SECONDS)).isTrue();
        } finally {
            flink.destroyForcibly();
        }
        assertThat(flink.exitValue()).as(Files.readString(work.of("flink.err"))).isZero();
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("| +I"))
                .map(line -> line.split("\\|", -1))
                .map(columns -> columns[3].strip() + " " + columns[4].strip() + " " + columns[5].strip())
                .toList();
    }
}
