package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only DHCPv6 knows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class Ipv6Test {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ADDRESS = "2001:db8:0:1::5";
    private static final String PREFIX = "2001:db8:8000:1000::/52";
    private static final Ipv6Client CLIENT = Ipv6Client.of(Duid.ofHex("00030001020000000001"));
    private static final BulkQuery LINK = new BulkQuery.ByLinkAddress(Ipv6Address.parse("2001:db8:0:1::"));

    private final SimulatedScene scene = new SimulatedScene(DhcpFamily.IPV6);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("R7653-8.4-2")
    @Tag("R7653-6.3-2")
    @Tag("trap-1")
    @Tag("trap-14")
    void followsAddressesAndPrefixesUntilTheyEnd() {
        LeasequeryServer server = scene.start(ipv6().activeLeasequery());
        Polled polled = new Polled(scene.start(scene.settings(server)));
        polled.awaitNotice(Notice.SnapshotCompleted.class);

        server.leases().bind(ADDRESS, CLIENT, HOUR);
        server.leases().bind(PREFIX, CLIENT, HOUR);
        Binding address = polled.awaitBinding(ADDRESS).binding();
        Binding prefix = polled.awaitBinding(PREFIX).binding();
        server.leases().release(ADDRESS);
        polled.await(Delivery.OfBinding.class, reported -> reported.binding().state() == BindingState.UNKNOWN);

        assertThat(address.state()).isEqualTo(BindingState.ACTIVE);
        assertThat(address.address().leaseType()).isEqualTo(LeaseType.NA);
        assertThat(address.client().duid()).isEqualTo(CLIENT.duid().octets());
        assertThat(address.client().iaid()).isNotNull();
        ServerTime bound = Objects.requireNonNull(address.times().lastTransaction());
        assertThat(address.times().leaseExpiry()).isEqualTo(bound.plusSeconds(HOUR.toSeconds()));
        assertThat(prefix.address().leaseType()).isEqualTo(LeaseType.PD);
        assertThat(prefix.address().prefixLength()).isEqualTo(52);
    }

    @Test
    void proposesToPollAServerThatHasBulkLeasequeryOnly() {
        LeasequeryServer server = scene.start(ipv6());
        Polled polled = new Polled(scene.start(scene.settings(server)));

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.reason()).isEqualTo(DisconnectReason.REFUSED);
        assertThat(failure.detail()).contains("NOT_SUPPORTED (14)", "set queryMode to BULK");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    @Tag("R5460-6.3-2")
    @Tag("R5460-6.3.1-1")
    void pollsEveryKindOfServerAlwaysInFull(Profile profile) {
        LeasequeryServer server = scene.start(ipv6().profile(profile));
        Polled polled = new Polled(scene.start(scene.settings(server)
                .bulkQueries(List.of(LINK))
                .queryMode(QueryMode.BULK)
                .bulkPollInterval(Duration.ofMillis(50))));
        Delivery.OfNotice empty = polled.awaitNotice(Notice.PollCompleted.class);

        server.leases().bind(ADDRESS, CLIENT, HOUR);
        server.leases().bind(PREFIX, CLIENT, HOUR);
        Binding address = polled.awaitBinding(ADDRESS).binding();
        polled.awaitBinding(PREFIX);

        assertThat(((Notice.PollCompleted) empty.notice()).bindings()).isZero();
        assertThat(address.times().leaseExpiry()).isNotNull();
        assertThat(polled.notices(Notice.PollCompleted.class)).allMatch(Notice.PollCompleted::full);
        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
    }

    @Test
    void namesTheQueryAndTheKeyIfTheLinkIsNotConfigured() {
        LeasequeryServer server = scene.start(ipv6());
        BulkQuery elsewhere = new BulkQuery.ByLinkAddress(Ipv6Address.parse("2001:db8:9::"));
        Polled polled = new Polled(scene.start(
                scene.settings(server).bulkQueries(List.of(elsewhere)).queryMode(QueryMode.BULK)));

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.detail()).contains("query link-address:2001:db8:9::", "NOT_CONFIGURED (9)", "bulkQueries");
    }

    private LeasequeryServerBuilder ipv6() {
        return scene.protocol().simulator().range("2001:db8:8000::/36/52");
    }
}
