package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.ReceivedQuery;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Everything that Kafka Connect's REST API does with a connector, on a group of two workers with exactly-once support, and
 * {@code config-examples/exactly-once.json}. At no time does a server see two Active queries.
 */
@Timeout(360)
@ExtendWith(ConnectClusterExtension.class)
class LifeCycleIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NAME = "life-cycle";

    /** Of the address that was leased last. */
    private int host;

    @Test
    void aConnectorGoesThroughItsLife(ConnectCluster cluster, WorkFolder work) throws Exception {
        SiteFiles site = SiteFiles.write(work.of("life-cycle-site"));
        try (LeasequeryServer east = server(site);
                LeasequeryServer west = server(site);
                ConnectWorker first = worker(cluster, work, 1);
                ConnectWorker second = worker(cluster, work, 2);
                KafkaTable table = new KafkaTable(
                        cluster.broker().bootstrapServers(), cluster.registry().confluentApi(), NAME + ".bindings")) {
            first.launch();
            second.launch();
            first.awaitReady();
            second.awaitReady();
            Connectors connectors = new Connectors(cluster, first.rest());
            ConnectRest rest = first.rest();

            connectors.createStopped(NAME, configuration(site, "east=" + address(east)));
            connectors.awaitTasks(NAME, "STOPPED", 0);
            Instant from = Instant.now().minus(HOUR);
            rest.alterOffsets(NAME, offset("east", from));
            rest.resume(NAME);
            connectors.awaitTasks(NAME, "RUNNING", 1);
            ReceivedQuery query = firstActive(east);
            assertThat(query.queryStartTime()).isNotNull().isBefore(from);
            assertDelivers(table, east, "east");

            rest.pause(NAME);
            connectors.awaitTasks(NAME, "PAUSED", 1);
            rest.resume(NAME);
            connectors.awaitTasks(NAME, "RUNNING", 1);
            assertDelivers(table, east, "east");

            rest.restartTask(NAME, 0);
            assertDelivers(table, east, "east");

            connectors.submit(NAME, configuration(site, "east=" + address(east) + ",west=" + address(west)));
            connectors.awaitTasks(NAME, "RUNNING", 2);
            assertDelivers(table, east, "east");
            assertDelivers(table, west, "west");
            assertThat(workersOf(rest)).as("workers with a task").hasSize(2);

            second.kill();
            assertDelivers(table, east, "east");
            assertDelivers(table, west, "west");
            assertThat(workersOf(rest)).as("workers with a task").hasSize(1);

            rest.stop(NAME);
            connectors.awaitTasks(NAME, "STOPPED", 0);
            await().atMost(LIMIT).until(() -> east.connections() + west.connections() == 0);
            JsonNode stored = rest.offsets(NAME);
            assertThat(stored.path("offsets")).hasSize(2);
            rest.alterOffsets(NAME, stored);
            long bulkBefore = bulk(east);
            rest.resume(NAME);
            assertDelivers(table, east, "east");
            assertThat(bulk(east)).as("Bulk queries after a resume").isEqualTo(bulkBefore);

            rest.stop(NAME);
            connectors.awaitTasks(NAME, "STOPPED", 0);
            rest.resetOffsets(NAME);
            assertThat(rest.offsets(NAME).path("offsets")).isEmpty();
            rest.resume(NAME);
            await().atMost(LIMIT).until(() -> bulk(east) > bulkBefore);
            assertDelivers(table, west, "west");

            connectors.delete(NAME);
            await().atMost(LIMIT).until(() -> east.connections() + west.connections() == 0);
            connectors.submit(NAME, configuration(site, "east=" + address(east)));
            assertDelivers(table, east, "east");
            connectors.close();

            assertThat(List.of(east.mostActiveQueries(), west.mostActiveQueries()))
                    .as("Active queries at a time")
                    .containsExactly(1, 1);
        }
    }

    /** A new lease is soon in the topic. */
    private void assertDelivers(KafkaTable table, LeasequeryServer server, String name) {
        String address = "10.60.0." + ++host;
        server.leases().bind(address, Ipv4Client.ethernet("02:00:00:00:00:%02x".formatted(host)), HOUR);
        await().alias(name + " " + address)
                .atMost(LIMIT)
                .until(() -> states(table).contains(name + " " + address + " ACTIVE"));
    }

    private static Set<String> states(KafkaTable table) throws InterruptedException {
        Set<String> states = new TreeSet<>();
        for (GenericRecord row : table.readToEnd(LIMIT).rows().values()) {
            states.add(row.get("server") + " " + row.get("address") + " " + row.get("state"));
        }
        return states;
    }

    private static ReceivedQuery firstActive(LeasequeryServer server) {
        return await().atMost(LIMIT)
                .until(
                        () -> server.queries().stream()
                                .filter(query -> query.type().equals("DHCPACTIVELEASEQUERY"))
                                .toList(),
                        queries -> !queries.isEmpty())
                .get(0);
    }

    private static long bulk(LeasequeryServer server) {
        return server.queries().stream()
                .filter(query -> query.type().equals("DHCPBULKLEASEQUERY"))
                .count();
    }

    private static Set<String> workersOf(ConnectRest rest) throws IOException, InterruptedException {
        return new TreeSet<>(rest.status(NAME).path("tasks").findValuesAsText("worker_id"));
    }

    /** In the form that a GET of the offsets has. */
    private static JsonNode offset(String server, Instant baseTime) {
        ObjectNode offsets = new ObjectMapper().createObjectNode();
        ObjectNode entry = offsets.putArray("offsets").addObject();
        entry.putObject("partition").put("server", server).put("family", "ipv4");
        entry.putObject("offset")
                .put("v", 1)
                .put("base_time", baseTime.getEpochSecond())
                .put("lag", 0);
        return offsets;
    }

    private static Map<String, String> configuration(SiteFiles site, String servers) throws IOException {
        Path example = Installation.fromSystemProperty().home().resolve("config-examples/exactly-once.json");
        Map<String, String> configuration = new TreeMap<>();
        new ObjectMapper()
                .readTree(example.toFile())
                .path("config")
                .properties()
                .forEach(entry -> configuration.put(
                        entry.getKey(),
                        entry.getValue()
                                .asText()
                                .replace("/etc/leasequery", site.folder().toString())
                                .replace("campus", NAME)));
        configuration.keySet().removeIf(key -> key.startsWith("key.converter") || key.startsWith("value.converter"));
        configuration.put("dhcp.servers", servers);
        configuration.put("reconnect.backoff.ms", "100");
        configuration.put("reconnect.backoff.max.ms", "500");
        return configuration;
    }

    private static LeasequeryServer server(SiteFiles site) {
        return LeasequeryServer.builder()
                .range("10.60.0.0/27")
                .activeLeasequery()
                .secure(site.serverMode())
                .start();
    }

    private static String address(LeasequeryServer server) {
        return "127.0.0.1:" + server.port();
    }

    private static ConnectWorker worker(ConnectCluster cluster, WorkFolder work, int number) {
        Installation installation = Installation.fromSystemProperty();
        WorkerOptions options = WorkerOptions.plain()
                .withName("life-cycle-worker-" + number)
                .withGroup(NAME)
                .withExactlyOnce(true)
                .withPluginZips(List.of(installation.connectorZip()));
        return new ConnectWorker(
                installation, work, cluster.broker().bootstrapServers(), cluster.registry(), FreePort.next(), options);
    }
}
