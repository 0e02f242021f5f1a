package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectorExample;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that was renamed, and a bindings topic that is not compacted, on a real broker. Issue 10, points 13 and 14. */
@ExtendWith(ConnectClusterExtension.class)
class RetiredServerIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration READ_LIMIT = Duration.ofMinutes(1);
    private static final int LEASES = 40;

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatARenamedServerHadIsEndedOnceItsFormerNameIsRetired(Family family, ConnectCluster cluster, WorkFolder work)
            throws Exception {
        Network network = Network.of(family, 64);
        String name = "retired-" + network.word();
        ConnectorExample before =
                connector(cluster, network, name).with("topic.creation.bindings.cleanup.policy", "delete");
        try (LeasequeryServer server = network.server().initialLeases(LEASES).start();
                KafkaTable bindings = table(cluster, name + ".bindings");
                KafkaTable events = table(cluster, name + ".events")) {
            String address = "127.0.0.1:" + server.port();
            cluster.worker()
                    .rest()
                    .submit(name, before.with("dhcp.servers", "old=" + address).configuration());
            await().atMost(LIMIT).until(() -> states(bindings, "old", "ACTIVE") >= LEASES);
            long held = states(bindings, "old", "ACTIVE");
            await().atMost(LIMIT)
                    .until(() -> logs(work).contains("Topic " + name + ".bindings has cleanup.policy=delete"));

            cluster.worker()
                    .rest()
                    .submit(
                            name,
                            before.with("dhcp.servers", "new=" + address)
                                    .with("retire.servers", "old")
                                    .configuration());

            await().atMost(LIMIT).until(() -> states(bindings, "old", "UNKNOWN") == held);
            assertThat(rows(bindings, "old"))
                    .allMatch(row -> Boolean.TRUE.equals(row.get("inferred"))
                            || !"UNKNOWN".equals(row.get("state").toString()));
            assertThat(states(bindings, "old", "ACTIVE")).isZero();
            await().atMost(LIMIT).until(() -> states(bindings, "new", "ACTIVE") == held);
            await().atMost(LIMIT)
                    .until(() -> rows(events, "old").stream()
                            .anyMatch(
                                    event -> "RETIRED".equals(event.get("type").toString())
                                            && Long.valueOf(held).equals(event.get("count"))));
        } finally {
            new Leftovers(cluster).remove(List.of(name));
        }
    }

    private static ConnectorExample connector(ConnectCluster cluster, Network network, String name) throws IOException {
        String example = network.family() == Family.IPV4 ? "quickstart.json" : "quickstart-ipv6.json";
        return ConnectorExample.read(
                        Installation.fromSystemProperty()
                                .home()
                                .resolve("config-examples")
                                .resolve(example),
                        Map.of("dhcp.port", "1"))
                .named(name)
                .with("topic.prefix", name)
                .with("topic.creation.bindings.include", name + "\\.bindings")
                .with("heartbeat.interval.ms", "500")
                .with("bulk.query.types", network.bulkQueries())
                .with("sweep.bootstrap.servers", cluster.broker().bootstrapServers());
    }

    private static KafkaTable table(ConnectCluster cluster, String topic) {
        return new KafkaTable(
                cluster.broker().bootstrapServers(), cluster.registry().confluentApi(), topic);
    }

    private static long states(KafkaTable bindings, String server, String state) throws InterruptedException {
        return rows(bindings, server).stream()
                .filter(row -> state.equals(row.get("state").toString()))
                .count();
    }

    private static List<GenericRecord> rows(KafkaTable table, String server) throws InterruptedException {
        List<GenericRecord> rows = new ArrayList<>();
        for (GenericRecord row : table.readToEnd(READ_LIMIT).rows().values()) {
            if (server.equals(row.get("server").toString())) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String logs(WorkFolder work) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(work.logs())) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.getFileName().toString().startsWith("worker"))::iterator) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
