package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.quickstart.cluster.WorkFolder;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers, two connectors, one network: two instances of lease-streams as processes of their own, with the worker's
 * Avro converter. Instances are killed and join again, and the broker dies under them.
 */
@ExtendWith(ConnectClusterExtension.class)
class LeaseStreamsIT {
    /** For machines under load; a quiet one takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private static final int CHANGES = 250;

    @Test
    void leasesShowTheLastWordOfEachServerAfterKillsRebalancesAndARestartOfTheBroker(
            ConnectCluster cluster, WorkFolder work, ConnectedServer east) throws Exception {
        try (ConnectedServer west = ConnectedServer.start(work, cluster.worker(), cluster.registry());
                LeaseStreamsProcess one = streams(cluster, work, east.name(), west.name(), "one");
                LeaseStreamsProcess two = streams(cluster, work, east.name(), west.name(), "two")) {
            change(west, CHANGES);
            change(east, CHANGES);
            one.launch();
            two.launch();
            one.awaitReady();
            awaitAllViews(cluster, east, west);

            // The other instance takes over: it has followed as a standby.
            one.kill();
            change(east, 2 * CHANGES);
            awaitAllViews(cluster, east, west);

            one.launch();
            change(west, 2 * CHANGES);
            cluster.broker().kill();
            cluster.broker().start();
            change(east, 3 * CHANGES);
            awaitAllViews(cluster, east, west);
            // One pool, two populations: both servers lease the same addresses to different clients.
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> findings(cluster, east.name()).contains("ADDRESS_HELD_TWICE"));
            assertThat(two.process().stop(LIMIT)).as("ends in order").isTrue();
            assertThat(one.process().stop(LIMIT)).as("ends in order").isTrue();
        }
    }

    private static void change(ConnectedServer server, int changes) throws Exception {
        server.simulator().resume();
        server.churnUntilChanged(changes);
        server.awaitAgreement();
    }

    /** Connectors may write again after a fault, so what they told is read anew each time. */
    private static void awaitAllViews(ConnectCluster cluster, ConnectedServer east, ConnectedServer west) {
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Map<String, String>> reported = new HashMap<>();
            reported(cluster, east.name())
                    .forEach((address, id) -> words(reported, address).put("lab", id));
            reported(cluster, west.name())
                    .forEach((address, id) -> words(reported, address).put(west.name() + "/lab", id));
            assertThat(views(cluster, east.name())).isNotEmpty().isEqualTo(reported);
        });
    }

    private static Map<String, String> words(Map<String, Map<String, String>> reported, String address) {
        return reported.computeIfAbsent(address, none -> new HashMap<>());
    }

    private static LeaseStreamsProcess streams(
            ConnectCluster cluster, WorkFolder work, String east, String west, String instance) {
        return new LeaseStreamsProcess(
                Installation.fromSystemProperty(),
                work,
                cluster,
                "lease-streams-" + instance,
                Map.of(
                        "application.id",
                        "streams-" + east,
                        "topic.prefix",
                        east + "," + west,
                        "groups",
                        "site",
                        "group.site.kind",
                        "replicated",
                        "group.site.members",
                        east + "/lab," + west + "/lab",
                        "group.site.replication.grace.ms",
                        "2000"));
    }

    /** The last event of each address. */
    private static Map<String, String> reported(ConnectCluster cluster, String prefix) {
        Map<String, String> reported = new HashMap<>();
        AvroTopic.table(cluster, prefix + ".bindings")
                .forEach((key, value) -> reported.put(
                        key.get("address").toString(), value.get("eventId").toString()));
        return reported;
    }

    /** By address and member: the event that the view is. */
    private static Map<String, Map<String, String>> views(ConnectCluster cluster, String prefix) {
        Map<String, Map<String, String>> views = new HashMap<>();
        AvroTopic.table(cluster, prefix + ".leases").forEach((key, value) -> {
            for (Object view : (List<?>) value.get("views")) {
                words(views, key.get("address").toString())
                        .put(
                                ((GenericRecord) view).get("server").toString(),
                                ((GenericRecord) view).get("eventId").toString());
            }
        });
        return views;
    }

    private static List<String> findings(ConnectCluster cluster, String prefix) {
        return AvroTopic.table(cluster, prefix + ".audit").keySet().stream()
                .map(key -> key.get("kind").toString())
                .distinct()
                .toList();
    }
}
