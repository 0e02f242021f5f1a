package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with the same addresses in three VPNs, and what reaches Kafka of them by {@code vpn.id}. */
@Timeout(20)
@ParameterizedClass
@EnumSource(Family.class)
class FollowedVpnTest {

    private static final VirtualSubnet BLUE = VirtualSubnet.named("blue");
    private static final String DIGITS = "00005e00000001";
    private static final String NUMBER = "rfc2685:" + DIGITS;
    private static final VirtualSubnet NUMBERED = VirtualSubnet.rfc2685(Octets.ofHex(DIGITS));
    private static final List<VirtualSubnet> VPNS = List.of(VirtualSubnet.GLOBAL, BLUE, NUMBERED);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Family family;
    private final LeasequerySourceTask task = new LeasequerySourceTask();

    FollowedVpnTest(Family family) {
        this.family = family;
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void withoutTheKeyTheDefaultVpnIsFollowed() throws InterruptedException {
        assertFollows(null, Set.of("null"));
    }

    @Test
    void theDefaultVpnCanBeNamed() throws InterruptedException {
        assertFollows("global", Set.of("null"));
    }

    @Test
    void aVpnIsFollowedByItsName() throws InterruptedException {
        assertFollows("blue", Set.of("blue"));
    }

    @Test
    void aVpnIsFollowedByItsRfc2685Identifier() throws InterruptedException {
        assertFollows(NUMBER, Set.of(NUMBER));
    }

    @Test
    void allVpnsAreFollowed() throws InterruptedException {
        assertFollows("*", Set.of("null", "blue", NUMBER));
    }

    /** What was leased before comes by a bulk load, what is leased later by the stream. */
    private void assertFollows(@Nullable String vpnId, Set<String> vpns) throws InterruptedException {
        try (LeasequeryServer server = start(true)) {
            VPNS.forEach(vpn -> server.leases().inVpn(vpn).bind(address(1), client(1), HOUR));
            run(vpnId, Map.of(), server.port());
            Set<String> keys = readUntil("SNAPSHOT_COMPLETED", vpns.size(), address(1));
            VPNS.forEach(vpn -> server.leases().inVpn(vpn).bind(address(2), client(2), HOUR));
            keys.addAll(readUntil(null, vpns.size(), address(2)));

            assertThat(keys).isEqualTo(expected(vpns, 1, 2));
        }
    }

    @Test
    void aPollAsksForTheVpn() throws InterruptedException {
        try (LeasequeryServer server = start(false)) {
            VPNS.forEach(vpn -> server.leases().inVpn(vpn).bind(address(1), client(1), HOUR));
            run("blue", poll(), server.port());

            assertThat(readUntil(null, 1, address(1))).isEqualTo(expected(Set.of("blue"), 1));
        }
    }

    private LeasequeryServer start(boolean active) {
        LeasequeryServerBuilder builder =
                LeasequeryServer.builder().family(family).insecure();
        VPNS.forEach(vpn -> builder.range(vpn, family == Family.IPV4 ? "10.0.0.0/24" : "2001:db8:0:1::/120"));
        return (active ? builder.activeLeasequery() : builder).start();
    }

    private Map<String, String> poll() {
        return Map.of(
                "query.mode",
                "bulk",
                "bulk.query.types",
                family == Family.IPV4 ? "all" : "link-address:2001:db8:0:1::");
    }

    private void run(@Nullable String vpnId, Map<String, String> more, int port) {
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.family",
                family.name().toLowerCase(Locale.ROOT),
                "dhcp.servers",
                "east=127.0.0.1:" + port,
                "topic.prefix",
                "campus",
                "security.protocol",
                "PLAINTEXT"));
        config.putAll(more);
        if (vpnId != null) {
            config.put("vpn.id", vpnId);
        }
        task.initialize(new TaskContext());
        task.start(config);
    }

    /** Keys of leased addresses, until the event has come and this address in so many VPNs. */
    private Set<String> readUntil(@Nullable String event, int vpns, String address) throws InterruptedException {
        Set<String> keys = new HashSet<>();
        boolean due = event != null;
        while (due || keys.stream().filter(key -> key.endsWith(" " + address)).count() < vpns) {
            List<SourceRecord> polled = task.poll();
            for (SourceRecord record : polled == null ? List.<SourceRecord>of() : polled) {
                Struct value = (Struct) record.value();
                due &= !(record.topic().equals("campus.events")
                        && value.getString("type").equals(event));
                if (record.topic().equals("campus.bindings")
                        && value.getString("state").equals("ACTIVE")) {
                    Struct key = (Struct) record.key();
                    assertThat(value.getString("vpn")).isEqualTo(key.getString("vpn"));
                    keys.add(key.getString("vpn") + " " + key.getString("address"));
                }
            }
        }
        return keys;
    }

    private Set<String> expected(Set<String> vpns, int... numbers) {
        Set<String> keys = new HashSet<>();
        for (int number : numbers) {
            vpns.forEach(vpn -> keys.add(vpn + " " + address(number)));
        }
        return keys;
    }

    private String address(int number) {
        return (family == Family.IPV4 ? "10.0.0." : "2001:db8:0:1::") + number;
    }

    private Client client(int number) {
        return family == Family.IPV4
                ? Ipv4Client.ethernet("02:00:00:00:00:0" + number)
                : Ipv6Client.of(Duid.ofHex("00030001020000000" + "00" + number));
    }
}
