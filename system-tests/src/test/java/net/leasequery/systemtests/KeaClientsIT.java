package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.systemtests.kea.ClientNetwork;
import net.leasequery.systemtests.kea.KeaChroot;
import net.leasequery.systemtests.kea.KeaFamily;
import net.leasequery.systemtests.kea.KeaOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real DHCP clients lease addresses from a real DHCP server, and their bindings are seen in Kafka. */
@Tag("kea")
@ExtendWith(ConnectClusterExtension.class)
class KeaClientsIT {
    private static final int CLIENTS = 5;

    /** The first MAC address of perfdhcp, which counts up from there. */
    private static final int FIRST_CLIENT = 0x04;

    /** How long perfdhcp waits for answers that are late, in microseconds. */
    private static final String ANSWER_WAIT = "3000000";

    @Test
    void bindingsFollowClientsThatGetRenewAndReleaseLeases(ConnectCluster cluster) throws Exception {
        Optional<Path> chroot = KeaChroot.find();
        assumeTrue(chroot.isPresent(), "there is no Kea: make it with dev/kea/make-chroot (needs root)");
        try (ClientNetwork network = network();
                PolledKea kea = PolledKea.start(
                        cluster,
                        KeaFamily.IPV4,
                        KeaOptions.leases(0).withClientsOn(network.serverInterface()),
                        queriesByHardwareAddress())) {
            network.perfdhcp(
                    chroot.orElseThrow(), "-4", "-R", "" + CLIENTS, "-n", "" + CLIENTS, "-r", "5", "-W", ANSWER_WAIT);

            kea.awaitAgreement();
            assertThat(kea.bound()).isNotEmpty();

            String report = network.perfdhcp(
                    chroot.orElseThrow(), "-4", "-R", "" + CLIENTS, "-r", "10", "-f", "4", "-F", "2", "-p", "4");

            assertThat(report).contains("REQUEST-ACK (renewal)", "RELEASE");
            kea.awaitAgreement();
        }
    }

    private static ClientNetwork network() throws Exception {
        try {
            return ClientNetwork.up(Installation.fromSystemProperty().home(), "lqtest");
        } catch (UnsupportedOperationException cannot) {
            assumeTrue(false, cannot.getMessage());
            throw cannot;
        }
    }

    private static String queriesByHardwareAddress() {
        return IntStream.range(0, CLIENTS)
                .mapToObj(client -> "hw-address:1/00:0c:01:02:03:%02x".formatted(FIRST_CLIENT + client))
                .collect(Collectors.joining(", "));
    }
}
