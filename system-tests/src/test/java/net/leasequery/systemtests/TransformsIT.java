package net.leasequery.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.quickstart.cluster.ConnectCluster;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each transform and predicate as it is shipped, configured by REST in a real worker, at the source and at a sink. */
@ExtendWith(ConnectClusterExtension.class)
class TransformsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGE = "net.leasequery.transforms.";
    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int SEVERAL = 200;

    @TempDir
    Path folder;

    @Test
    void eachTransformWritesItsFormAtTheSource(ConnectCluster cluster, ConnectedServer server) throws Exception {
        server.churnUntilRead(SEVERAL);
        server.awaitAgreement();

        JsonNode ocsf = firstBinding(cluster, server, "ocsf", Map.of("type", "ToOcsf", "output.schema", "none"));
        JsonNode ecs = firstBinding(cluster, server, "ecs", Map.of("type", "ToEcs"));
        JsonNode cim = firstBinding(cluster, server, "cim", Map.of("type", "ToCim"));
        JsonNode asim = firstBinding(cluster, server, "asim", Map.of("type", "ToAsim"));
        JsonNode text = firstBinding(cluster, server, "text", Map.of("type", "OctetsToText", "decode", "client,relay"));
        JsonNode hidden = firstBinding(
                cluster,
                server,
                "hidden",
                Map.of("type", "PseudonymizeBinding", "hmac.key", SECRET, "hmac.key.id", "k1"));

        assertThat(ocsf.path("value").path("class_uid").asInt()).isEqualTo(4004);
        assertThat(ocsf.path("value").path("metadata").path("labels").get(0).asText())
                .isEqualTo("snapshot");
        assertThat(ecs.path("value").path("event").path("kind").asText()).isEqualTo("state");
        assertThat(ecs.path("value").path("@timestamp").asText()).endsWith("Z");
        assertThat(cim.path("value").path("signature").asText()).isEqualTo("DHCP lease as found by snapshot");
        assertThat(asim.path("value").path("EventSchema").asText()).isEqualTo("DhcpEvent");
        assertThat(text.path("value").has("clientIdText")).isTrue();
        assertThat(text.path("value").has("duidKind")).isTrue();
        String token = hidden.path("key").path("address").asText();
        assertThat(token).matches("k1-[0-9a-f]{32}");
        assertThat(hidden.path("value").path("address").asText()).isEqualTo(token);
        assertThat(hidden.path("headers").has("leasequery.table")).isFalse();
        assertThat(hidden.path("headers").path("leasequery.server").asText()).isEqualTo("lab");
        assertThat(asim.path("key").path("address").asText()).contains(".");
    }

    @Test
    void predicatesAndTransformsWorkAtASink(ConnectCluster cluster, ConnectedServer server) throws Exception {
        Path file = folder.resolve("events");
        Map<String, String> sink = new TreeMap<>();
        sink.put("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector");
        sink.put("topics", server.name() + ".bindings");
        sink.put("file", file.toString());
        sink.put("consumer.override.auto.offset.reset", "earliest");
        sink.put("transforms", "changes,active,ended,hide,ecs");
        sink.put("transforms.changes.type", "org.apache.kafka.connect.transforms.Filter");
        sink.put("transforms.changes.predicate", "isSnapshot");
        sink.put("transforms.active.type", "org.apache.kafka.connect.transforms.Filter");
        sink.put("transforms.active.predicate", "isActive");
        sink.put("transforms.active.negate", "true");
        sink.put("transforms.ended.type", "org.apache.kafka.connect.transforms.Filter");
        sink.put("transforms.ended.predicate", "isTombstone");
        sink.put("transforms.hide.type", PACKAGE + "PseudonymizeBinding");
        sink.put("transforms.hide.hmac.key", SECRET);
        sink.put("transforms.hide.hmac.key.id", "k1");
        sink.put("transforms.hide.predicate", "isNowhere");
        sink.put("transforms.hide.negate", "true");
        sink.put("transforms.ecs.type", PACKAGE + "ToEcs");
        sink.put("transforms.ecs.output.schema", "none");
        sink.put("predicates", "isSnapshot,isActive,isTombstone,isNowhere");
        sink.put("predicates.isSnapshot.type", PACKAGE + "IsSnapshot");
        sink.put("predicates.isActive.type", PACKAGE + "HeaderMatches");
        sink.put("predicates.isActive.header", "leasequery.state");
        sink.put("predicates.isActive.pattern", "ACTIVE");
        sink.put("predicates.isTombstone.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone");
        sink.put("predicates.isNowhere.type", PACKAGE + "InSubnet");
        sink.put("predicates.isNowhere.subnets", "203.0.113.0/24");
        server.churnUntilRead(SEVERAL);

        String name = server.name() + "-sink";
        cluster.worker().rest().submit(name, sink);
        await().atMost(LIMIT)
                .until(() -> Files.exists(file) && Files.readAllLines(file).size() > 20);
        cluster.worker().rest().delete(name);

        assertThat(Files.readAllLines(file))
                .allSatisfy(line -> assertThat(line)
                        .contains("ecs={version=9.4.0}", "state=ACTIVE", "address=k1-")
                        .doesNotContain("origin=SNAPSHOT")
                        .doesNotContainPattern("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}"));
    }

    @Test
    void mistakesAreAnsweredByTheWorkersValidation(ConnectCluster cluster, ConnectedServer server) throws Exception {
        JsonNode answer = cluster.worker()
                .rest()
                .validate(
                        "LeasequerySourceConnector",
                        configuration(
                                server,
                                "wrong",
                                Map.of(
                                        "type", "PseudonymizeBinding",
                                        "hmac.key", "c2hvcnQ=",
                                        "hmac.key.id", "k1",
                                        "field.hostname", "truncate",
                                        "sweep", "auto")));

        String errors = answer.findValues("errors").toString();
        assertThat(errors)
                .contains("configuration field.hostname", "use one of keep, hmac, drop")
                .contains("at least 32 random octets")
                .contains("set sweep.mode=off");
        assertThat(answer.toString()).doesNotContain("c2hvcnQ=");
    }

    /** Follows the same server through a transform, and returns key, value and headers of the first binding. */
    private static JsonNode firstBinding(
            ConnectCluster cluster, ConnectedServer server, String suffix, Map<String, String> transform)
            throws IOException, InterruptedException {
        Map<String, String> configuration = configuration(server, suffix, transform);
        String name = server.name() + "-" + suffix;
        cluster.worker().rest().submit(name, configuration);
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        Map<String, Object> consuming = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.broker().bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(consuming, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(name + ".bindings", 0)));
            await().alias(name).atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return !read.isEmpty();
            });
        }
        cluster.worker().rest().delete(name);
        ConsumerRecord<String, String> first = read.get(0);
        Map<String, Object> all = new TreeMap<>();
        all.put("key", JSON.readTree(first.key()));
        all.put("value", JSON.readTree(first.value()));
        Map<String, String> headers = new TreeMap<>();
        first.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        all.put("headers", headers);
        return JSON.valueToTree(all);
    }

    private static Map<String, String> configuration(
            ConnectedServer server, String suffix, Map<String, String> transform) {
        String name = server.name() + "-" + suffix;
        Map<String, String> configuration = new TreeMap<>(server.connector().configuration());
        configuration.put("topic.prefix", name);
        configuration.put("topic.creation.bindings.include", name + "\\.bindings");
        configuration.put("sweep.mode", transform.getOrDefault("sweep", "off"));
        for (String converter : List.of("key.converter", "value.converter")) {
            configuration.keySet().removeIf(key -> key.startsWith(converter));
            configuration.put(converter, "org.apache.kafka.connect.json.JsonConverter");
            configuration.put(converter + ".schemas.enable", "false");
        }
        configuration.put("transforms", "it");
        transform.forEach((key, value) -> {
            if (!key.equals("sweep")) {
                configuration.put("transforms.it." + key, key.equals("type") ? PACKAGE + value : value);
            }
        });
        return configuration;
    }
}
