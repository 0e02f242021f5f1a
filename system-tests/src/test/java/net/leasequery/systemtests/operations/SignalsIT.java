package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signals through a topic of a real broker to a connector in a real worker. */
@Timeout(240)
@ExtendWith(ConnectClusterExtension.class)
class SignalsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "signalled";
    private static final String SIGNALS = "signalled.signals";
    private static final int ADDRESSES_EACH = 8;
    private static final int LEASES_EACH = 4;

    @Test
    void eachSignalIsCarriedOutOnceAndAnswered(ConnectCluster cluster) throws Exception {
        String brokers = cluster.broker().bootstrapServers();
        try (LeasequeryServer east = serverWithLeases();
                LeasequeryServer left = serverWithLeases();
                Connectors connectors = new Connectors(cluster);
                JsonTopic events = new JsonTopic(brokers, NAME + ".events");
                JsonTopic bindings = new JsonTopic(brokers, NAME + ".bindings");
                KafkaProducer<String, String> producer = producer(brokers)) {
            createSignalTopic(brokers);
            connectors.submit(NAME, configuration(connectors, "east=" + address(east) + ",left=" + address(left)));
            events.await(2, event -> is(event, "SNAPSHOT_COMPLETED"));
            connectors.submit(NAME, configuration(connectors, "east=" + address(east)));
            connectors.awaitTasks(NAME, "RUNNING", 1);
            awaitStoredPosition(connectors);

            send(producer, "all", "snapshot", "{}");
            assertDone(events, "all");
            events.await(3, event -> is(event, "SNAPSHOT_COMPLETED"));

            int before = bindings.read().matching(SignalsIT::isOfEast).size();
            send(producer, "subnet", "snapshot", "{\"subnets\":[\"10.50.1.0/24\"]}");
            assertThat(assertDone(events, "subnet").path("count").asInt()).isEqualTo(ADDRESSES_EACH);
            List<JsonNode> again = bindings.read().matching(SignalsIT::isOfEast);
            assertThat(again.subList(before, again.size()))
                    .hasSize(ADDRESSES_EACH)
                    .allMatch(binding -> binding.path("address").asText().startsWith("10.50.1."));

            send(
                    producer,
                    "window",
                    "resync-gap",
                    "{\"from\":\"" + Instant.now().minusSeconds(600) + "\"}");
            assertDone(events, "window");
            events.await(1, event -> is(event, "GAP_FILLED"));

            send(producer, "leave", "retire", "{\"servers\":[\"left\"]}");
            assertDone(events, "leave");
            assertThat(bindings.read().rows().values())
                    .filteredOn(row -> !isOfEast(row))
                    .noneMatch(row -> row.path("state").asText().equals("ACTIVE"))
                    .filteredOn(row -> row.path("state").asText().equals("UNKNOWN"))
                    .hasSize(2 * LEASES_EACH);

            send(producer, "wrong", "explode", "{}");
            JsonNode refused = answers(events, "wrong").get(0);
            assertThat(refused.path("reason").asText()).isEqualTo("REFUSED");
            assertThat(refused.path("detail").asText()).contains("not one of snapshot, resync-gap, retire");

            connectors.rest().stop(NAME);
            send(producer, "while-stopped", "snapshot", "{\"subnets\":[\"10.50.0.0/24\"]}");
            connectors.rest().resume(NAME);
            assertDone(events, "while-stopped");

            List<String> answered = events.read().matching(event -> is(event, "SIGNAL_DONE")).stream()
                    .map(event -> event.path("signalId").asText())
                    .toList();
            assertThat(answered)
                    .as("answers, also after the restart")
                    .containsExactly("all", "subnet", "window", "leave", "wrong", "while-stopped");
            assertThat(events.matching(event -> is(event, "SNAPSHOT_COMPLETED")))
                    .hasSize(3);
        }
    }

    /** Signals from before the first stored position would not be carried out. */
    private static void awaitStoredPosition(Connectors connectors) {
        await().atMost(LIMIT)
                .until(() -> connectors.rest().offsets(NAME).path("offsets").findValuesAsText("signals").stream()
                        .anyMatch(position -> !position.isEmpty()));
    }

    private static JsonNode assertDone(JsonTopic events, String id) {
        JsonNode answer = answers(events, id).get(0);
        assertThat(answer.path("reason").asText()).as(answer.toString()).isEqualTo("DONE");
        return answer;
    }

    private static List<JsonNode> answers(JsonTopic events, String id) {
        return events.await(
                1,
                event -> is(event, "SIGNAL_DONE")
                        && event.path("signalId").asText().equals(id));
    }

    private static boolean is(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }

    private static boolean isOfEast(JsonNode binding) {
        return binding.path("server").asText().equals("east");
    }

    private static void send(KafkaProducer<String, String> producer, String id, String type, String data)
            throws InterruptedException, ExecutionException {
        String signal = "{\"id\":\"%s\",\"type\":\"%s\",\"data\":%s}".formatted(id, type, data);
        producer.send(new ProducerRecord<>(SIGNALS, NAME, signal)).get();
    }

    private static Map<String, String> configuration(Connectors connectors, String servers) {
        Map<String, String> more = new TreeMap<>(JsonTopic.CONVERTERS);
        more.put("dhcp.servers", servers);
        more.put("signal.topic", SIGNALS);
        more.put("heartbeat.interval.ms", "200");
        return connectors.configuration(NAME, more);
    }

    private static LeasequeryServer serverWithLeases() {
        LeasequeryServer server = LeasequeryServer.builder()
                .range("10.50.0.0/29")
                .range("10.50.1.0/29")
                .activeLeasequery()
                .insecure()
                .idleTimeout(Duration.ofMillis(500))
                .start();
        for (int host = 1; host <= LEASES_EACH; host++) {
            for (int subnet = 0; subnet < 2; subnet++) {
                server.leases()
                        .bind(
                                "10.50." + subnet + "." + host,
                                Ipv4Client.ethernet("02:00:00:00:0" + subnet + ":0" + host),
                                Duration.ofHours(1));
            }
        }
        return server;
    }

    private static String address(LeasequeryServer server) {
        return "127.0.0.1:" + server.port();
    }

    private static void createSignalTopic(String brokers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            admin.createTopics(List.of(new NewTopic(SIGNALS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> producer(String brokers) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new StringSerializer(),
                new StringSerializer());
    }
}
