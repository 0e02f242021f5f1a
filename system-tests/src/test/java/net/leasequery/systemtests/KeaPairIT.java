package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaPair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two Kea servers in high availability, real clients, a connector that polls both, and lease-streams: one is killed, they are
 * cut from each other while both serve, and they come back. What {@code <net>.leases} and {@code <net>.audit} say is always what
 * the servers themselves say of their leases, and nothing else is found.
 */
@Tag("kea")
@EnabledIfSystemProperty(named = "kea.pairs", matches = "all", disabledReason = "takes five minutes: -Dkea.pairs=all")
@ExtendWith(ConnectClusterExtension.class)
class KeaPairIT {
    private static final int ONE = 0;
    private static final int TWO = 1;

    @Test
    void hotStandbyIpv4(ConnectCluster cluster, WorkFolder work) throws Exception {
        play(cluster, work, KeaFamily.IPV4, KeaPair.Mode.HOT_STANDBY);
    }

    @Test
    void loadBalancingIpv4(ConnectCluster cluster, WorkFolder work) throws Exception {
        play(cluster, work, KeaFamily.IPV4, KeaPair.Mode.LOAD_BALANCING);
    }

    @Test
    void hotStandbyIpv6(ConnectCluster cluster, WorkFolder work) throws Exception {
        play(cluster, work, KeaFamily.IPV6, KeaPair.Mode.HOT_STANDBY);
    }

    @Test
    void loadBalancingIpv6(ConnectCluster cluster, WorkFolder work) throws Exception {
        play(cluster, work, KeaFamily.IPV6, KeaPair.Mode.LOAD_BALANCING);
    }

    private static void play(ConnectCluster cluster, WorkFolder work, KeaFamily family, KeaPair.Mode mode)
            throws Exception {
        try (FollowedPair followed = FollowedPair.start(cluster, work, family, mode)) {
            KeaPair pair = followed.pair();
            leaseAtBoth(pair, 0, 6);
            PairTruth normal = followed.awaitTruth();
            assertThat(normal.clients()).hasSizeGreaterThan(3);
            assertThat(normal.findings()).isEmpty();

            pair.server(ONE).kill();
            followed.awaitState(TWO, "partner-down");
            pair.lease(TWO, 10, 4);
            followed.awaitTruthOf(TWO);
            pair.server(ONE).start();
            followed.awaitState(ONE, mode.text());
            assertThat(followed.awaitTruth().findings()).isEmpty();

            pair.cut();
            followed.awaitState(ONE, "partner-down");
            followed.awaitState(TWO, "partner-down");
            // More clients than addresses are left, on either side.
            pair.lease(ONE, 20, 8);
            pair.lease(ONE, 60, 2);
            followed.awaitLaterTransactions();
            // The same clients, before the next address here is the one that they have there.
            pair.lease(TWO, 60, 2);
            pair.lease(TWO, 40, 8);
            PairTruth apart = followed.awaitTruth();
            assertThat(apart.findings()).anyMatch(finding -> finding.startsWith(PairTruth.HELD_TWICE));

            pair.mend();
            followed.awaitState(ONE, mode.text());
            followed.awaitState(TWO, mode.text());
            followed.awaitTruth();
            leaseAtBoth(pair, 0, 6);
            followed.awaitTruth();
            followed.assertNothingElseWasFound();
        }
    }

    /** In load balancing each answers some of them. */
    private static void leaseAtBoth(KeaPair pair, int first, int count) throws Exception {
        pair.lease(ONE, first, count);
        pair.lease(TWO, first, count);
    }
}
