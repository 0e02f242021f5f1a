package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.simulator.lease.Family;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The quickstart's connector behind Confluent's own AvroConverter, and a consumer with Confluent's own deserializer. Needs
 * {@code dev/peers/fetch confluent} or {@code -Pconfluent}, and a network from which Confluent's repository can be reached.
 */
@Timeout(240)
@ExtendWith(ConnectClusterExtension.class)
class ConfluentPartsIT {
    private static final Installation INSTALLATION = Installation.fromSystemProperty();
    private static final Path CONFLUENT = INSTALLATION.home().resolve("dev/peers/confluent/target");

    @Test
    void theConverterWritesAndTheDeserializerReads(ConnectCluster cluster, WorkFolder work) throws Exception {
        assumeTrue(
                Files.isDirectory(CONFLUENT.resolve("lib")),
                "no parts of Confluent's: run dev/peers/fetch confluent where its repository can be reached");
        String registry = cluster.registry().confluentApi().toString();
        WorkerOptions options = WorkerOptions.plain()
                .withName("worker-confluent")
                .withGroup("connect-confluent")
                .withPluginZips(List.of(INSTALLATION.connectorZip()))
                .withPluginFolders(List.of(CONFLUENT))
                .withOverride("key.converter", "io.confluent.connect.avro.AvroConverter")
                .withOverride("key.converter.schema.registry.url", registry)
                .withOverride("value.converter", "io.confluent.connect.avro.AvroConverter")
                .withOverride("value.converter.schema.registry.url", registry);
        try (ConnectWorker worker = new ConnectWorker(
                INSTALLATION,
                work,
                cluster.broker().bootstrapServers(),
                cluster.registry(),
                FreePort.next(),
                options)) {
            worker.start();
            try (ConnectedServer server = ConnectedServer.start(Family.IPV4, work, worker, cluster.registry(), null)) {
                server.churnUntilRead(200);
                server.awaitAgreement();

                ConsumerRecord<Object, Object> record =
                        firstRecord(cluster.broker().bootstrapServers(), registry, server.name() + ".bindings");
                assertThat(record.key().toString()).contains("\"server\": \"lab\"");
                assertThat(record.value().toString()).contains("\"state\": \"", "\"eventId\": \"");
            }
        }
    }

    private static ConsumerRecord<Object, Object> firstRecord(String brokers, String registry, String topic)
            throws IOException, ReflectiveOperationException {
        try (URLClassLoader confluent = new URLClassLoader(jars(), ConfluentPartsIT.class.getClassLoader());
                Deserializer<Object> keys = deserializer(confluent, registry, true);
                Deserializer<Object> values = deserializer(confluent, registry, false);
                KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"), keys, values)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return Awaitility.await()
                    .until(() -> consumer.poll(Duration.ofMillis(500)), records -> !records.isEmpty())
                    .iterator()
                    .next();
        }
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> deserializer(ClassLoader confluent, String registry, boolean ofKeys)
            throws ReflectiveOperationException {
        Deserializer<Object> deserializer = (Deserializer<Object>) confluent
                .loadClass("io.confluent.kafka.serializers.KafkaAvroDeserializer")
                .getConstructor()
                .newInstance();
        deserializer.configure(Map.of("schema.registry.url", registry), ofKeys);
        return deserializer;
    }

    private static URL[] jars() throws IOException {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(CONFLUENT.resolve("lib"), "*.jar")) {
            for (Path jar : files) {
                jars.add(jar.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}
