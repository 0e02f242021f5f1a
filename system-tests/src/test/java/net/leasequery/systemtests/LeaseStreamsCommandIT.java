package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.Readiness;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/lease-streams} with the configuration of {@code config-examples}, on a broker of its own. */
@ExtendWith(ConnectClusterExtension.class)
class LeaseStreamsCommandIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int REFUSED = 2;
    private static final int TERMINATED = 143;

    private final Path home = Installation.fromSystemProperty().home();
    private final int healthPort = FreePort.next();

    @TempDir
    private Path folder;

    @Test
    void runsFromTheExampleAndRefusesAChangedNumberOfPartitions(ConnectCluster cluster) throws Exception {
        Path configuration = example(cluster.broker().bootstrapServers());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.broker().bootstrapServers()))) {
            refusesToStartWithoutTheTopicOfBindings(configuration);

            admin.createTopics(List.of(new NewTopic("campus.bindings", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            abortATransaction(cluster.broker().bootstrapServers());
            startsAndStops(configuration);
            assertThat(partitions(admin, "campus.leases")).isEqualTo(2);
            assertThat(partitions(admin, "campus.heartbeat")).isEqualTo(1);
            assertThat(partitions(admin, "lease-streams-views-repartition")).isEqualTo(2);
            for (String topic : List.of("campus.leases", "campus.members", "campus.audit", "campus.heartbeat")) {
                assertThat(cleanupPolicy(admin, topic)).as(topic).isEqualTo("compact");
            }

            admin.createPartitions(Map.of("campus.bindings", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            Run refused = Run.of(command(configuration), folder.resolve("refused.out"));
            assertThat(refused.awaitEnd()).isEqualTo(REFUSED);
            assertThat(refused.output()).contains("campus.bindings has 3 partitions, but had 2");
        }
    }

    private void refusesToStartWithoutTheTopicOfBindings(Path configuration) throws Exception {
        Run refused = Run.of(command(configuration), folder.resolve("missing.out"));
        assertThat(refused.awaitEnd()).isEqualTo(REFUSED);
        assertThat(refused.output()).contains("campus.bindings", "does not exist. Start the connector first");
    }

    /** As a worker with exactly-once delivery leaves it that was killed: an offset without a record. */
    private static void abortATransaction(String bootstrapServers) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "killed-worker");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("campus.bindings", 1, new byte[] {1}, new byte[] {2}))
                    .get();
            producer.abortTransaction();
        }
    }

    private void startsAndStops(Path configuration) throws Exception {
        Run run = Run.of(command(configuration), folder.resolve("run.out"));
        try {
            URI health = URI.create("http://127.0.0.1:" + healthPort + "/health");
            Readiness ready = Readiness.answersOk(health);
            Awaitility.await().atMost(LIMIT).until(() -> {
                assertThat(run.process().isAlive()).as(run.output()).isTrue();
                return ready.isReady() && text(health).contains("\"caughtUp\":true");
            });
        } finally {
            run.process().toHandle().destroy();
        }
        assertThat(run.awaitEnd()).as(run.output()).isEqualTo(TERMINATED);
        assertThat(run.output()).contains("Created topic campus.leases", "The application has stopped");
    }

    private static String text(URI uri) throws IOException {
        try (InputStream answer = uri.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path example(String bootstrapServers) throws IOException {
        String text = Files.readString(home.resolve("config-examples/streams.properties"))
                .replace("localhost:9092", bootstrapServers)
                .replace("http.listener=8089", "http.listener=" + healthPort)
                .replace("/var/lib/lease-streams", folder.resolve("state").toString());
        assertThat(text).contains(bootstrapServers, "=" + healthPort, folder.toString());
        return Files.writeString(folder.resolve("streams.properties"), text);
    }

    private ProcessBuilder command(Path configuration) {
        ProcessBuilder command =
                new ProcessBuilder(home.resolve("bin/lease-streams").toString(), configuration.toString());
        command.environment().put("LEASE_STREAMS_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return command;
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        var described =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        return described == null ? 0 : described.partitions().size();
    }

    private static String cleanupPolicy(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var described = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return described == null ? "" : described.get("cleanup.policy").value();
    }

    private record Run(Process process, Path file) {

        static Run of(ProcessBuilder command, Path file) throws IOException {
            return new Run(
                    command.redirectErrorStream(true)
                            .redirectOutput(file.toFile())
                            .start(),
                    file);
        }

        int awaitEnd() throws InterruptedException {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return process.exitValue();
        }

        String output() throws IOException {
            return Files.readString(file);
        }
    }
}
