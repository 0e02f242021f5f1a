package net.leasequery.simulator.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pair and a group in real time, over sockets. */
@Timeout(120)
class SimulatedSiteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(12);

    @ParameterizedTest
    @EnumSource(Family.class)
    void afterPartitionAndCrashEveryServerOfAPairShowsWhatClientsHold(Family family) {
        try (SimulatedSite site = site(SiteKind.HOT_STANDBY, family, 2, 0)) {
            await().atMost(PATIENCE).until(() -> site.held().size() > 15);
            site.partition(List.of("east"));
            await().atMost(PATIENCE).until(() -> site.state("west").equals("COMMUNICATIONS_INTERRUPTED"));
            site.heal();
            await().atMost(PATIENCE).until(() -> site.state("west").equals("NORMAL"));
            site.crash("east");
            assertThat(site.server("east").isListening()).isFalse();
            await().atMost(PATIENCE).until(() -> site.state("west").equals("COMMUNICATIONS_INTERRUPTED"));
            site.recover("east");
            site.settle();
            awaitEveryServerToShowWhatClientsHold(site);
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyServerOfAGroupShowsWhatClientsHoldAlsoOneThatJoined(Family family) {
        try (SimulatedSite site = site(SiteKind.GROUP, family, 3, 1)) {
            await().atMost(PATIENCE).until(() -> site.held().size() > 15);
            site.join("s3", "s1");
            await().atMost(PATIENCE).until(() -> site.state("s3").equals("MEMBER of 3"));
            site.settle();
            awaitEveryServerToShowWhatClientsHold(site);
        }
    }

    @Test
    void aRequestorIsReportedWhichServerMadeTheChange() {
        try (SimulatedSite site = site(SiteKind.HOT_STANDBY, Family.IPV4, 2, 0)) {
            await().atMost(PATIENCE).until(() -> site.held().size() > 15);
            site.settle();
            Map<Boolean, Integer> atEast = remoteFlags(site.server("east"));
            Map<Boolean, Integer> atWest = remoteFlags(site.server("west"));
            assertThat(atEast).containsOnlyKeys(false);
            assertThat(atWest).containsOnlyKeys(true);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> site(SiteKind.LOAD_BALANCING, Family.IPV6, 2, 0))
                .hasMessageContaining("no load balancing");
        assertThatThrownBy(() -> site(SiteKind.GROUP, Family.IPV4, 17, 0)).hasMessageContaining("2 to 16");
        try (SimulatedSite site = site(SiteKind.LOAD_BALANCING, Family.IPV4, 2, 0)) {
            assertThatThrownBy(() -> site.crash("north"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("east");
            assertThatThrownBy(() -> site.join("east", "west")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static Map<Boolean, Integer> remoteFlags(LeasequeryServer server) {
        Map<Boolean, Integer> flags = new HashMap<>();
        try (TestRequestor requestor = TestRequestor.connect(server.port())) {
            requestor.send(Queries.active(1, options -> options.queryStartTime(1)));
            for (Dhcpv4Message message : requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE)) {
                if (message instanceof DhcpLeaseActive active) {
                    boolean remote = DataSource.REMOTE.equals(active.options().dataSource()); // absent: local
                    flags.merge(remote, 1, Integer::sum);
                }
            }
        }
        return flags;
    }

    private static void awaitEveryServerToShowWhatClientsHold(SimulatedSite site) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Holding> held = site.held();
            assertThat(held).isNotEmpty();
            for (Holding holding : held) {
                for (LeasequeryServer server : site.servers().values()) {
                    Lease shown = server.leases().get(holding.address().toString());
                    assertThat(shown.isActive()).as("%s", holding).isTrue();
                    assertThat(shown.client()).isEqualTo(holding.client());
                }
            }
        });
    }

    private static SimulatedSite site(SiteKind kind, Family family, int servers, int outside) {
        List<String> ranges = family == Family.IPV4
                ? List.of("10.0.1.0-10.0.1.59", "10.0.2.0-10.0.2.59")
                : List.of("2001:db8:0:1::/122", "2001:db8:8000::/46/52");
        SiteSettings settings = new SiteSettings(
                kind, family, SimulatedSite.names(kind, servers), outside, ranges, 40, LEASE, Duration.ofSeconds(3), 5);
        return new SimulatedSite(settings, (name, builder) -> builder.insecure());
    }
}
