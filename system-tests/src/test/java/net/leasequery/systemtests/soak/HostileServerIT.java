package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.table.Difference;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server is replaced by one that floods, lies, stutters and hangs up, while a schedule of changes goes on behind it.
 * The worker lives, events stay few, and once the honest server answers again the topic is what it has.
 */
@ExtendWith(ConnectClusterExtension.class)
class HostileServerIT {

    private static final long SEED = Long.getLong("leasequery.seed", 925_161_795);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ADDRESSES = 512;
    private static final int ROUNDS_OF_ATTACKS = 2;
    private static final int MOST_EVENTS = 400;

    @ParameterizedTest
    @EnumSource(Family.class)
    void theTopicIsWhatTheHonestServerHasOnceItAnswersAgain(Family family, ConnectCluster cluster, WorkFolder work)
            throws Exception {
        Setting setting = new Setting(
                Network.of(family, ADDRESSES),
                true,
                SEED,
                200,
                30,
                2_000,
                0,
                Map.of("malformed.message.policy", "skip", "max.queue.size", "2000", "max.batch.size", "1000"),
                true);
        LeasequeryServer honest = setting.startServer();
        Map<String, String> connector =
                new TreeMap<>(setting.connectorConfiguration(cluster.broker().bootstrapServers()));
        try (HostileFront front = new HostileFront(family, honest.port(), SEED)) {
            connector.put("dhcp.servers", "lab=127.0.0.1:" + front.port());
            try (FollowedServer followed = new FollowedServer(
                    Installation.fromSystemProperty(),
                    cluster,
                    "hostile-" + setting.network().word(),
                    honest,
                    connector)) {
                followed.submit();
                await().atMost(LIMIT)
                        .until(() -> front.attacks().size() == HostileFront.Attack.values().length
                                && front.attacks().values().stream().allMatch(made -> made >= ROUNDS_OF_ATTACKS));
                front.becomeHonest();

                followed.awaitQuery(LIMIT);
                await().atMost(LIMIT).until(() -> followed.events().of("SNAPSHOT_COMPLETED") > 0);
                followed.calmDown();
                followed.awaitCaughtUp(LIMIT);

                assertThat(followed.rest()
                                .status(followed.name())
                                .path("tasks")
                                .path(0)
                                .path("state")
                                .asText())
                        .isEqualTo("RUNNING");
                assertThat(followed.counts().records()).as("lies were told").isGreaterThan(1_000);
                assertThat(followed.events().lines())
                        .as("events, seed %d, %s", SEED, front)
                        .hasSizeLessThan(MOST_EVENTS);
                // What no query covers is asked for address by address.
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(differences(followed, work))
                                .as("seed %d, %s, events %s", SEED, front, followed.events())
                                .isEmpty());
                assertThat(followed.verdict(work.of("hostile")).bindings()).isGreaterThan(ADDRESSES / 4);
                new Leftovers(cluster).remove(List.of(followed.name()));
            }
        }
    }

    private static List<Difference> differences(FollowedServer followed, WorkFolder work) throws Exception {
        return followed.verdict(Files.createDirectories(work.of("hostile"))).differences().stream()
                .filter(difference -> !isSettledLie(difference))
                .toList();
    }

    /**
     * What was ended stays in the topic as a record of an address that the honest server does not know. Of DHCPv6
     * addresses on links that are not its own, the honest server refuses to speak; such lies stay until their leases run
     * out.
     */
    private static boolean isSettledLie(Difference difference) {
        boolean ended = !"ACTIVE".equals(difference.kafka())
                || difference.key().toString().contains(HostileWire.FOREIGN_LINK);
        return difference.field().equals("state") && difference.server() == null && ended;
    }
}
