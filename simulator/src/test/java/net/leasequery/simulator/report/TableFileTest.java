package net.leasequery.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.lease.AddressRange;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {

    private static final Duration LEASE = Duration.ofSeconds(1000);

    private final ServerClock clock = new ServerClock(new ManualTime());
    private final LeaseDatabase database = new LeaseDatabase(
            new LeaseTable(
                    List.of(
                            AddressRange.parse(VirtualSubnet.named("blue"), "10.0.0.1-10.0.0.1"),
                            AddressRange.parse(VirtualSubnet.GLOBAL, "10.0.0.9-10.0.0.10"),
                            AddressRange.parse(VirtualSubnet.GLOBAL, "9.0.0.1-9.0.0.1")),
                    ManualTime.START),
            clock);

    @TempDir
    private Path folder;

    @Test
    void tellsAllThatIsKnownOfALease() {
        Ipv4Client client = Ipv4Client.ethernet("02:00:00:00:00:0A")
                .withClientId(Octets.ofHex("01ff"))
                .withHostname("host \"q\" \\ \u0001")
                .withFqdn("host.example.net")
                .withClasses("vendor", "voip");
        Ipv4Relay relay = Ipv4Relay.circuit(Octets.ofHex("aa"), Octets.ofHex("bb"))
                .through(Ipv4Address.parse("10.9.9.9"), Octets.ofHex("cc"))
                .onLink(Ipv4Address.parse("10.8.8.8"), Octets.ofHex("dd"));
        database.bind(1, client, relay, LEASE);

        assertThat(LeaseLine.of(database.table().get(1), TableView.WHOLE))
                .isEqualTo("{\"address\":\"10.0.0.9\",\"state\":\"ACTIVE\",\"hardwareType\":1,"
                        + "\"hardwareAddress\":\"02:00:00:00:00:0a\",\"clientId\":\"01ff\","
                        + "\"hostname\":\"host \\\"q\\\" \\\\ \\u0001\",\"fqdn\":\"host.example.net\","
                        + "\"vendorClass\":\"vendor\",\"userClass\":\"voip\","
                        + "\"stateStartTime\":1767225600000,\"lastTransactionTime\":1767225600000,"
                        + "\"leaseExpiryTime\":1767226600000,\"renewalTime\":1767226100000,"
                        + "\"rebindingTime\":1767226475000,\"infiniteLease\":false,"
                        + "\"relay\":{\"giaddr\":\"10.9.9.9\",\"linkAddress\":\"10.8.8.8\",\"circuitId\":\"aa\","
                        + "\"remoteId\":\"bb\",\"relayId\":\"cc\",\"subscriberId\":\"dd\"},\"remote\":false}");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(LeaseLine.of(database.table().get(1), TableView.WHOLE))
                .isEqualTo("{\"address\":\"10.0.0.9\",\"state\":\"AVAILABLE\","
                        + "\"stateStartTime\":1767225600000,\"infiniteLease\":false,\"remote\":false}");
    }

    @Test
    void saysThatALeaseIsInfinite() {
        database.bind(1, Ipv4Client.ethernet("02:00:00:00:00:0A"), null, null);

        assertThat(LeaseLine.of(database.table().get(1), TableView.WHOLE))
                .contains("\"infiniteLease\":true")
                .doesNotContain("leaseExpiryTime");
    }

    @Test
    void sortsByVpnThenAddress() throws IOException {
        Path file = folder.resolve("table.jsonl");

        TableFile.write(database.table(), TableView.WHOLE, file);

        assertThat(Files.readAllLines(file))
                .extracting(line -> line.replaceAll(",\"state.*", ""))
                .containsExactly(
                        "{\"address\":\"9.0.0.1\"",
                        "{\"address\":\"10.0.0.9\"",
                        "{\"address\":\"10.0.0.10\"",
                        "{\"vpn\":\"blue\",\"address\":\"10.0.0.1\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
