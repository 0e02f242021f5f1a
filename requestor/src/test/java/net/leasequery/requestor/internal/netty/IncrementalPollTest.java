package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.server.ReceivedQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a DHCPv4 server is asked for changes only, and when not; DHCPv6 cannot tell that a binding has ended. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IncrementalPollTest {

    private static final Octets EAST = Octets.ofUtf8("relay-east");
    private static final Octets WEST = Octets.ofUtf8("relay-west");
    private static final List<BulkQuery> BOTH_RELAYS =
            List.of(new BulkQuery.ByRelayId(EAST), new BulkQuery.ByRelayId(WEST));

    private final SimulatedScene scene = new SimulatedScene(DhcpFamily.IPV4);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void asksAServerThatShowsActiveLeasesOnlyAlwaysForEverything() {
        LeasequeryServer server = kea();
        bind(server, "10.0.0.1", EAST);
        Polled polled = new Polled(scene.start(polling(server).bulkQueries(BOTH_RELAYS)));

        awaitPolls(polled, 4);

        assertThat(server.queries()).extracting(ReceivedQuery::queryStartTime).containsOnlyNulls();
        assertThat(polled.notices(Notice.PollCompleted.class)).allMatch(Notice.PollCompleted::full);
    }

    @Test
    void asksAServerThatTellsEndsForChangesAndNowAndThenForEverything() {
        LeasequeryServer server = faithful();
        scene.bind(server, 1);
        Polled polled = new Polled(scene.start(polling(server)));

        awaitPolls(polled, 12);

        assertThat(polled.notices(Notice.PollCompleted.class).subList(0, 11))
                .extracting(Notice.PollCompleted::full)
                .containsExactly(true, false, false, false, false, false, false, false, false, false, true);
        assertThat(server.queries().get(1).queryStartTime()).isNotNull();
    }

    @Test
    void hearsOfAnEndByAPollForChanges() {
        LeasequeryServer server = faithful();
        scene.bind(server, 1);
        Polled polled = new Polled(scene.start(polling(server)));
        awaitPolls(polled, 2);

        server.leases().release("10.0.0.1");

        Delivery.OfBinding end = polled.await(
                Delivery.OfBinding.class, delivered -> delivered.binding().state() == BindingState.RELEASED);
        assertThat(end.binding().address().text()).isEqualTo("10.0.0.1");
    }

    @Test
    void asksForEverythingFromThenOnIfChangesAreRefused() {
        LeasequeryServer server = faithful();
        Polled polled = new Polled(scene.start(polling(server)));
        awaitPolls(polled, 2);

        server.inject(new Fault.Refuse(Target.BULK, 3, 1));
        int before = polled.notices(Notice.PollCompleted.class).size();
        await().until(() -> server.pendingFaults() == 0);
        awaitPolls(polled, before + 4);

        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
        assertThat(lastPolls(polled, 2)).allMatch(Notice.PollCompleted::full);
    }

    @Test
    void namesTheSettingIfTheServerDoesNotAnswerForAllAddresses() {
        LeasequeryServer server = kea();
        LeasequeryRequestor requestor = scene.start(polling(server));
        Polled polled = new Polled(requestor);

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.reason()).isEqualTo(DisconnectReason.REFUSED);
        assertThat(failure.detail()).contains("query all", "NOT_ALLOWED (4)", "bulkQueries");
        assertThat(polled.notices()).noneMatch(Notice.Connected.class::isInstance);
        assertThat(requestor.status().phase()).isNotEqualTo(Phase.LIVE);
    }

    @Test
    void asksForEverythingAfterTheServersClockWasSetBack() {
        LeasequeryServer server = faithful();
        Polled polled = new Polled(scene.start(polling(server)));
        awaitPolls(polled, 2);

        server.stepClock(Duration.ofHours(-1));
        scene.bind(server, 1);

        Delivery.OfBinding delivered = polled.await(
                Delivery.OfBinding.class, binding -> binding.binding().state() == BindingState.ACTIVE);
        assertThat(delivered.binding().address().text()).isEqualTo("10.0.0.1");
        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
    }

    private static void bind(LeasequeryServer server, String address, Octets relayId) {
        Relay relay = Ipv4Relay.circuit(Octets.of(1), Octets.of(2)).through(Ipv4Address.parse("10.1.0.1"), relayId);
        server.leases().bind(address, Client.ethernet("02:00:00:00:00:01"), relay, SimulatedScene.HOUR);
    }

    private static void awaitPolls(Polled polled, int count) {
        polled.await(Delivery.OfNotice.class, Polled.polls(count));
    }

    private static List<Notice.PollCompleted> lastPolls(Polled polled, int count) {
        List<Notice.PollCompleted> all = polled.notices(Notice.PollCompleted.class);
        return all.subList(all.size() - count, all.size());
    }

    private LeasequeryServer kea() {
        return scene.start(scene.protocol().simulator().profile(Profile.KEA));
    }

    private LeasequeryServer faithful() {
        return scene.start(scene.protocol().simulator());
    }

    private RequestorSettingsBuilder polling(LeasequeryServer server) {
        return scene.settings(server).queryMode(QueryMode.BULK).bulkPollInterval(Duration.ofMillis(50));
    }
}
