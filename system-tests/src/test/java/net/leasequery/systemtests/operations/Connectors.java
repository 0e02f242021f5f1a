package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;

/** The connectors of one test. Deletes them when closed. One thread at a time. */
final class Connectors implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConnectCluster cluster;
    private final ConnectRest rest;
    private final Set<String> names = new LinkedHashSet<>();

    /** On the cluster's worker. */
    Connectors(ConnectCluster cluster) {
        this(cluster, cluster.worker().rest());
    }

    /** On another worker that writes to the cluster's broker. */
    Connectors(ConnectCluster cluster, ConnectRest rest) {
        this.cluster = cluster;
        this.rest = rest;
    }

    ConnectRest rest() {
        return rest;
    }

    /** A configuration in clear text, impatient, whose topics begin with the connector's name. */
    Map<String, String> configuration(String name, Map<String, String> more) {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("connector.class", "net.leasequery.connect.LeasequerySourceConnector");
        configuration.put("tasks.max", "10");
        configuration.put("topic.prefix", name);
        configuration.put("security.protocol", "PLAINTEXT");
        configuration.put("sweep.bootstrap.servers", cluster.worker().bootstrapServers());
        configuration.put("reconnect.backoff.ms", "100");
        configuration.put("reconnect.backoff.max.ms", "2000");
        configuration.put("heartbeat.interval.ms", "1000");
        configuration.put("topic.creation.default.partitions", "1");
        configuration.put("topic.creation.default.replication.factor", "1");
        configuration.put("topic.creation.groups", "bindings");
        configuration.put("topic.creation.bindings.include", ".*\\.bindings");
        configuration.put("topic.creation.bindings.cleanup.policy", "compact");
        configuration.putAll(more);
        return configuration;
    }

    /** Creates a connector, or gives it another configuration. */
    void submit(String name, Map<String, String> configuration) throws IOException, InterruptedException {
        names.add(name);
        rest.submit(name, configuration);
    }

    /** Creates a connector that does not run until it is resumed. */
    void createStopped(String name, Map<String, String> configuration) throws IOException, InterruptedException {
        names.add(name);
        rest.create(name, configuration, "STOPPED");
    }

    /** Waits until the connector and so many tasks are in a state. */
    void awaitTasks(String name, String state, int tasks) {
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            JsonNode status = rest.status(name);
            assertThat(status.path("connector").path("state").asText()).isEqualTo(state);
            assertThat(status.path("tasks").findValuesAsText("state")).hasSize(tasks);
            assertThat(status.path("tasks").findValuesAsText("state")).allMatch(state::equals);
        });
    }

    void delete(String name) throws IOException, InterruptedException {
        names.remove(name);
        rest.delete(name);
    }

    @Override
    public void close() throws IOException {
        try {
            for (String name : Set.copyOf(names)) {
                delete(name);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
