package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bulk Leasequery polls of a DHCPv6 server that we did not write, through a real worker into Kafka. */
@Tag("kea")
@ExtendWith(ConnectClusterExtension.class)
class KeaIpv6IT {
    private static final int MANY = 50_000;
    private static final int FEW = 50;
    private static final String ALL_RELAYS = PolledKea.relayQueries(10);

    @Test
    void everyLeaseReachesKafka(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV6, KeaOptions.leases(MANY), ALL_RELAYS)) {
            kea.awaitAgreement();

            assertThat(kea.bound()).hasSize(MANY);
        }
    }

    @Test
    void eachQueryTypeFindsItsLease(ConnectCluster cluster) throws Exception {
        String queries = "address:2001:db8:1::1:0, client-id:00030001020000000001, remote-id:0000000900000002";

        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV6, KeaOptions.leases(FEW), queries)) {
            kea.awaitBound("2001:db8:1::1:0", "2001:db8:2::1:1", "2001:db8:3::1:2");
        }
    }

    /** Kea takes a link for the subnet that it lies in. */
    @Test
    void theLeasesOfALinkAreFoundByItsAddress(ConnectCluster cluster) throws Exception {
        String query = "link-address:2001:db8:1::";

        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV6, KeaOptions.leases(FEW), query)) {
            kea.awaitAgreement();
        }
    }

    @Test
    void kafkaFollowsWhatChangesBetweenTwoPolls(ConnectCluster cluster) throws Exception {
        try (PolledKea kea = PolledKea.start(cluster, KeaFamily.IPV6, KeaOptions.leases(FEW), ALL_RELAYS)) {
            kea.awaitAgreement();

            kea.server().command("lease6-del", Map.of("ip-address", "2001:db8:2::1:1"));
            kea.server()
                    .command(
                            "lease6-del",
                            Map.of("type", "IA_PD", "ip-address", "2001:db8:8000:400::", "prefix-len", 56));

            kea.awaitAgreement();
            assertThat(kea.row("2001:db8:2::1:1").field("state")).isEqualTo("UNKNOWN");
            assertThat(kea.row("2001:db8:8000:400::/56").field("state")).isEqualTo("UNKNOWN");
        }
    }
}
