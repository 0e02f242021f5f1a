package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Avro converters that may not register a schema: a topic whose schema is missing would fail the task. */
@Timeout(180)
@ExtendWith(ConnectClusterExtension.class)
class RegisteredSchemasIT {

    private static final String NAME = "registered";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int GARBAGE_OCTETS = 40;

    @TempDir
    private Path folder;

    @Test
    void theSchemaOfEachTopicIsFoundAfterTheDocumentedCommand(ConnectCluster cluster) throws Exception {
        DocumentedShell.in(folder)
                .run(
                        DocumentedShell.block("docs/sizing.md", "bin/register-schemas"),
                        Map.of(
                                "bin/register-schemas",
                                Installation.fromSystemProperty()
                                        .home()
                                        .resolve("bin/register-schemas")
                                        .toString(),
                                "http://registry:8080/apis/ccompat/v7",
                                cluster.registry().confluentApi().toString(),
                                "campus",
                                NAME));
        ConnectRest rest = cluster.worker().rest();
        try (LeasequeryServer server = LeasequeryServer.builder()
                .range("10.60.0.0/29")
                .activeLeasequery()
                .insecure()
                .idleTimeout(Duration.ofMillis(500))
                .start()) {
            server.leases().bind("10.60.0.1", Ipv4Client.ethernet("02:00:00:00:00:01"), Duration.ofHours(1));
            rest.submit(NAME, configuration(cluster, server));

            awaitRecord(cluster, "bindings");
            awaitRecord(cluster, "events");
            awaitRecord(cluster, "heartbeat");
            server.inject(new ConnectionFault(Harm.GARBAGE, Moment.now(Target.ACTIVE), GARBAGE_OCTETS));
            awaitRecord(cluster, "quarantine");
            assertRunning(rest);
        } finally {
            rest.delete(NAME);
        }
    }

    private static Map<String, String> configuration(ConnectCluster cluster, LeasequeryServer server) {
        Map<String, String> configuration = new HashMap<>(Map.of(
                "connector.class", "net.leasequery.connect.LeasequerySourceConnector",
                "tasks.max", "1",
                "dhcp.servers", "lab=127.0.0.1:" + server.port(),
                "topic.prefix", NAME,
                "security.protocol", "PLAINTEXT",
                "malformed.message.policy", "quarantine",
                "heartbeat.interval.ms", "200",
                "topic.creation.default.partitions", "1",
                "topic.creation.default.replication.factor", "1"));
        for (String converter : List.of("key.converter", "value.converter")) {
            configuration.putAll(cluster.registry().avroConverter(converter));
            configuration.put(converter + ".apicurio.registry.auto-register", "false");
        }
        return configuration;
    }

    private static void awaitRecord(ConnectCluster cluster, String topic) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> !AvroTopic.values(cluster, NAME + "." + topic).isEmpty());
    }

    private static void assertRunning(ConnectRest rest) throws IOException, InterruptedException {
        assertThat(rest.status(NAME).path("tasks").findValuesAsText("state")).containsExactly("RUNNING");
    }
}
