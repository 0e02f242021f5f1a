package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bulk Leasequery polls of a DHCPv4 server that we did not write, through a real worker into Kafka. */
@Tag("kea")
@ExtendWith(ConnectClusterExtension.class)
class KeaIpv4IT {
    private static final int MANY = 100_000;
    private static final int FEW = 50;
    private static final String ALL_RELAYS = PolledKea.relayQueries(10);
    private static final String LEASE_7 = "10.0.0.7";

    @Test
    void everyLeaseReachesKafka(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(MANY), ALL_RELAYS)) {
            kea.awaitAgreement();

            assertThat(kea.bound()).hasSize(MANY);
        }
    }

    @Test
    void eachQueryTypeFindsItsLease(ConnectCluster cluster) throws Exception {
        String queries = "remote-id:00000001, client-id:01020000000002, hw-address:1/02:00:00:00:00:03";

        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(FEW), queries)) {
            kea.awaitBound("10.0.0.1", "10.0.0.2", "10.0.0.3");
        }
    }

    @Test
    void kafkaFollowsWhatChangesBetweenTwoPolls(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(FEW), ALL_RELAYS)) {
            kea.awaitAgreement();

            kea.server()
                    .command(
                            "lease4-add",
                            Map.of(
                                    "ip-address",
                                    "10.0.1.1",
                                    "hw-address",
                                    "02:00:00:00:01:01",
                                    "valid-lft",
                                    1_000,
                                    "subnet-id",
                                    1,
                                    "user-context",
                                    PolledKea.behindRelay("0003000102FF00000001")));
            kea.server()
                    .command(
                            "lease4-update",
                            Map.of(
                                    "ip-address",
                                    LEASE_7,
                                    "hw-address",
                                    "02:00:00:00:00:07",
                                    "valid-lft",
                                    2_000,
                                    "subnet-id",
                                    1,
                                    "user-context",
                                    PolledKea.behindRelay("0003000102FF00000007")));
            kea.server().command("lease4-del", Map.of("ip-address", "10.0.0.8"));

            kea.awaitAgreement();
            assertThat(kea.row("10.0.0.8").field("state")).isEqualTo("UNKNOWN");
            assertThat(kea.row("10.0.0.8").field("inferred")).isEqualTo("true");
        }
    }

    @Test
    void aLeaseThatRunsOutIsExpired(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(FEW), ALL_RELAYS)) {
            kea.awaitAgreement();

            kea.server()
                    .command(
                            "lease4-update",
                            Map.of(
                                    "ip-address",
                                    LEASE_7,
                                    "hw-address",
                                    "02:00:00:00:00:07",
                                    "valid-lft",
                                    4,
                                    "subnet-id",
                                    1,
                                    "user-context",
                                    PolledKea.behindRelay("0003000102FF00000007")));

            kea.awaitState(LEASE_7, "EXPIRED");
            assertThat(kea.row(LEASE_7).field("inferred")).isEqualTo("true");
            kea.awaitAgreement();
        }
    }

    @Test
    void aServerRestartedInMidAnswerIsReadToTheEndLater(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(MANY / 2), ALL_RELAYS)) {
            kea.awaitRecords(1);

            kea.server().kill();
            kea.server().start();

            kea.awaitAgreement();
        }
    }

    @Test
    void aServerThatHasTooManyConnectionsIsAskedAgain(ConnectCluster cluster) throws Exception {
        try (PolledKea kea =
                PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(FEW).withMostConnections(1), ALL_RELAYS)) {
            kea.awaitAgreement();

            try (SocketChannel other = kea.server().connect()) {
                assertThat(other.isConnected()).isTrue();
                kea.awaitEvent("DISCONNECTED", "");
            }

            kea.server().command("lease4-del", Map.of("ip-address", "10.0.0.8"));
            kea.awaitAgreement();
        }
    }

    @Test
    void aRefusalOfAllAddressesNamesTheKeyToChange(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV4, KeaOptions.leases(FEW), "all")) {
            kea.awaitEvent("DISCONNECTED", "bulk.query.types");
        }
    }
}
