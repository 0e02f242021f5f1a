package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.binding.LeaseType;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.server.ReceivedQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class Ipv6Test {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ADDRESS = "2001:db8:0:1::5";
    private static final String PREFIX = "2001:db8:8000:1000::/52";
    private static final Ipv6Client CLIENT = Ipv6Client.of(Duid.ofHex("00030001020000000001"));
    private static final BulkQuery LINK = new BulkQuery.ByLinkAddress(Ipv6Address.parse("2001:db8:0:1::"));

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    @Tag("R7653-8.4-2")
    @Tag("R7653-6.3-2")
    @Tag("trap-1")
    @Tag("trap-14")
    void followsAddressesAndPrefixesUntilTheyEnd() {
        LeasequeryServer server = start(active());
        Polled polled = new Polled(start(settings(server)));
        polled.awaitNotice(Notice.SnapshotCompleted.class);

        server.leases().bind(ADDRESS, CLIENT, HOUR);
        server.leases().bind(PREFIX, CLIENT, HOUR);
        Binding address = polled.awaitBinding(ADDRESS).binding();
        Binding prefix = polled.awaitBinding(PREFIX).binding();
        server.leases().release(ADDRESS);
        polled.await(Delivery.OfBinding.class, told -> told.binding().state() == BindingState.UNKNOWN);

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
    @Tag("R7653-6.2-3")
    void loadsASnapshotAsCatchUpFromTheBeginningOfTime() {
        LeasequeryServer server = start(active().history(1_000, Duration.ofDays(1)));
        server.leases().bind(ADDRESS, CLIENT, HOUR);
        Polled polled = new Polled(start(settings(server)));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(polled.awaitBinding(ADDRESS).origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(completed.resumeState().gap()).isNull();
        assertThat(completed.resumeState().position()).isNotNull();
        assertThat(polled.notices())
                .hasExactlyElementsOfTypes(
                        Notice.Connected.class,
                        Notice.SnapshotStarted.class,
                        Notice.CatchUpCompleted.class,
                        Notice.SnapshotCompleted.class);
    }

    @Test
    @Tag("R7653-8.4.1-1")
    @Tag("trap-15")
    void saysThatASnapshotNeedsBulkIfTheServerDoesNotRememberEverything() {
        LeasequeryServer server = start(active());
        server.leases().bind(ADDRESS, CLIENT, HOUR);
        server.forgetHistory();
        Polled polled = new Polled(start(settings(server)));

        Delivery.OfNotice failed = polled.awaitNotice(Notice.BackfillFailed.class);
        server.leases().renew(ADDRESS, HOUR);

        assertThat(((Notice.BackfillFailed) failed.notice()).reason()).contains("bulk.query.types");
        assertThat(failed.resumeState().gap()).isEqualTo(Gap.SNAPSHOT);
        assertThat(polled.awaitBinding(ADDRESS).origin()).isEqualTo(Origin.LIVE);
    }

    @Test
    @Tag("R5460-6.5-1")
    void loadsASnapshotByBulkQueriesBesideTheStream() {
        LeasequeryServer server = start(active());
        server.leases().bind(ADDRESS, CLIENT, HOUR);
        server.leases().bind(PREFIX, CLIENT, HOUR);
        BulkQuery client = new BulkQuery.ByClientId(CLIENT.duid().octets());
        Polled polled = new Polled(start(settings(server).bulkQueries(List.of(LINK, client))));

        polled.awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(polled.addresses()).contains(ADDRESS, PREFIX);
        assertThat(polled.awaitBinding(ADDRESS).origin()).isEqualTo(Origin.SNAPSHOT);
    }

    @Test
    @Tag("R7653-8.3-2")
    @Tag("R7653-8.4.1-3")
    void fillsAGapByBulkLeasequery() {
        LeasequeryServer server = start(active().idleTimeout(Duration.ofMillis(200)));
        Polled polled = new Polled(start(settings(server).bulkQueries(List.of(LINK))));
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        polled.await(Delivery.OfKeepAlive.class, keepAlive -> true);
        server.crash();
        server.leases().bind(ADDRESS, CLIENT, HOUR);

        server.startAgain(false);

        polled.awaitNotice(Notice.DataMissing.class);
        Delivery.OfNotice filled = polled.awaitNotice(Notice.GapFilled.class);
        assertThat(filled.resumeState().gap()).isNull();
        assertThat(polled.awaitBinding(ADDRESS).origin()).isEqualTo(Origin.GAP_FILL);
        assertThat(server.queries()).extracting(ReceivedQuery::queryStartTime).anyMatch(time -> time != null);
    }

    @Test
    void proposesToPollAServerThatHasBulkLeasequeryOnly() {
        LeasequeryServer server = start(ipv6());
        Polled polled = new Polled(start(settings(server)));

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.reason()).isEqualTo(DisconnectReason.REFUSED);
        assertThat(failure.detail()).contains("NOT_SUPPORTED (14)", "query.mode=bulk");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    @Tag("R5460-6.3-2")
    @Tag("R5460-6.3.1-1")
    void pollsEveryKindOfServerAlwaysInFull(Profile profile) {
        LeasequeryServer server = start(ipv6().profile(profile));
        Polled polled = new Polled(start(settings(server)
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
        LeasequeryServer server = start(ipv6());
        BulkQuery elsewhere = new BulkQuery.ByLinkAddress(Ipv6Address.parse("2001:db8:9::"));
        Polled polled = new Polled(
                start(settings(server).bulkQueries(List.of(elsewhere)).queryMode(QueryMode.BULK)));

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.detail())
                .contains("query link-address:2001:db8:9::", "NOT_CONFIGURED (9)", "bulk.query.types");
    }

    private static LeasequeryServerBuilder ipv6() {
        return LeasequeryServer.builder()
                .family(Family.IPV6)
                .range("2001:db8:0:1::/112")
                .range("2001:db8:8000::/36/52");
    }

    private static LeasequeryServerBuilder active() {
        return ipv6().activeLeasequery();
    }

    private LeasequeryServer start(LeasequeryServerBuilder builder) {
        LeasequeryServer server = builder.insecure().start();
        opened.push(server);
        return server;
    }

    private LeasequeryRequestor start(RequestorSettingsBuilder settings) {
        LeasequeryRequestor requestor = LeasequeryRequestor.create(settings.build(), ResumeState.NONE);
        opened.push(requestor);
        requestor.start();
        return requestor;
    }

    private static RequestorSettingsBuilder settings(LeasequeryServer server) {
        return RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", server.port()))
                .clearText()
                .family(DhcpFamily.IPV6)
                .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)));
    }
}
