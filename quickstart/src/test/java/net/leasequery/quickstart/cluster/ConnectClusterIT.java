package net.leasequery.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.table.RegistryAvroDeserializer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The launching kit itself, shown with a connector of Kafka's own that reads lines from a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConnectCluster cluster = cluster();

    @TempDir
    Path folder;

    private static ConnectCluster cluster() {
        Installation installation = Installation.fromSystemProperty();
        Path target = installation.home().resolve("quickstart/target");
        WorkerOptions options = WorkerOptions.plain().withPluginFolders(List.of(target.resolve("test-plugins")));
        try {
            FolderTree.delete(target.resolve("it-cluster"));
            return ConnectCluster.in(
                    WorkFolder.at(target.resolve("it-cluster")), installation, ClusterPorts.free(), options);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @BeforeAll
    void start() throws Exception {
        cluster.start();
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void aRecordGoesThroughTheAvroConverterToAnIndependentConsumer() throws Exception {
        submitFileSource("round", Files.writeString(folder.resolve("input"), "one\ntwo\n"));

        assertThat(linesUpTo("two", "round")).containsExactly("one", "two");

        cluster.worker().rest().delete("round");
    }

    @Test
    void brokerAndWorkerComeBackOnTheirPortsWithTheirDataAfterKill() throws Exception {
        Path input = Files.writeString(folder.resolve("input"), "before\n");
        submitFileSource("crash", input);
        assertThat(linesUpTo("before", "crash")).containsExactly("before");

        cluster.broker().kill();
        cluster.worker().kill();
        assertThat(cluster.broker().process().isAlive()).isFalse();
        cluster.broker().start();
        cluster.worker().start();
        Files.writeString(input, "after\n", StandardOpenOption.APPEND);

        // What the worker had not said to be stored comes again.
        assertThat(linesUpTo("after", "crash")).startsWith("before");
        cluster.worker().rest().delete("crash");
    }

    @Test
    void aRefusalByTheWorkerKeepsItsStatusAndItsReason() {
        assertThatThrownBy(() -> cluster.worker().rest().status("nobody"))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("nobody")
                .extracting(refusal -> ((ConnectRestException) refusal).status())
                .isEqualTo(404);
    }

    @Test
    void theWorkerFindsTheConverterByItsServiceFile() throws Exception {
        assertThat(cluster.worker().rest().plugins().findValuesAsText("class"))
                .contains("io.apicurio.registry.utils.converter.AvroConverter");
    }

    private JsonNode submitFileSource(String name, Path file) throws IOException, InterruptedException {
        return cluster.worker()
                .rest()
                .submit(
                        name,
                        Map.of(
                                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                                "file", file.toString(),
                                "topic", name,
                                "transforms", "hoist",
                                "transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value",
                                "transforms.hoist.field", "line"));
    }

    /** Reads the topic from its beginning to this line. */
    private List<String> linesUpTo(String last, String topic) {
        Map<String, Object> configuration = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.broker().bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        RegistryAvroDeserializer avro =
                new RegistryAvroDeserializer(cluster.registry().confluentApi());
        List<String> lines = new ArrayList<>();
        try (KafkaConsumer<@Nullable Object, @Nullable Object> consumer =
                new KafkaConsumer<>(configuration, avro, avro)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Awaitility.await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> lines.add(
                                ((GenericRecord) record.value()).get("line").toString()));
                return lines.contains(last);
            });
        }
        return lines;
    }
}
