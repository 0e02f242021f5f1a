package net.leasequery.requestor.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.server.ReceivedQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PollModeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Octets EAST = Octets.ofUtf8("relay-east");
    private static final Octets WEST = Octets.ofUtf8("relay-west");
    private static final List<BulkQuery> BOTH_RELAYS =
            List.of(new BulkQuery.ByRelayId(EAST), new BulkQuery.ByRelayId(WEST));

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void loadsEverythingThenFollowsByPolls() {
        LeasequeryServer server = start(kea());
        bind(server, "10.0.0.1", EAST);
        bind(server, "10.0.0.2", WEST);
        LeasequeryRequestor requestor = start(polling(server).bulkQueries(BOTH_RELAYS));
        Polled polled = new Polled(requestor);

        polled.awaitNotice(Notice.SnapshotCompleted.class);
        bind(server, "10.0.0.3", EAST);
        polled.awaitBinding("10.0.0.3");

        assertThat(polled.notices().subList(0, 6))
                .hasExactlyElementsOfTypes(
                        Notice.SnapshotStarted.class,
                        Notice.PollStarted.class,
                        Notice.Connected.class,
                        Notice.PollCompleted.class,
                        Notice.SnapshotCompleted.class,
                        Notice.PollStarted.class);
        assertThat(polled.addresses()).startsWith("10.0.0.1", "10.0.0.2");
        assertThat(requestor.status().phase()).isEqualTo(Phase.LIVE);
        assertThat(requestor.status().disconnects()).isZero();
    }

    @Test
    void movesTheResumeStateWithAWholePollOnly() {
        LeasequeryServer server = start(kea());
        bind(server, "10.0.0.1", EAST);
        Polled polled = new Polled(start(polling(server).bulkQueries(BOTH_RELAYS)));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        Delivery.OfBinding binding = polled.awaitBinding("10.0.0.1");
        Notice.PollCompleted poll = (Notice.PollCompleted) completed.notice();
        assertThat(binding.origin()).isEqualTo(Origin.POLL);
        assertThat(binding.backfillId()).isEqualTo(poll.pollId());
        assertThat(binding.resumeState()).isEqualTo(ResumeState.NONE);
        assertThat(poll.bindings()).isEqualTo(1);
        assertThat(poll.full()).isTrue();
        assertThat(completed.resumeState().gap()).isNull();
        assertThat(completed.resumeState().position()).satisfies(position -> {
            assertThat(position.baseTime()).isEqualTo(poll.baseTime());
            assertThat(position.lagSeconds()).isZero();
        });
    }

    @Test
    void asksAServerThatShowsActiveLeasesOnlyAlwaysForEverything() {
        LeasequeryServer server = start(kea());
        bind(server, "10.0.0.1", EAST);
        Polled polled = new Polled(start(polling(server).bulkQueries(BOTH_RELAYS)));

        awaitPolls(polled, 4);

        assertThat(server.queries()).extracting(ReceivedQuery::queryStartTime).containsOnlyNulls();
        assertThat(polled.notices(Notice.PollCompleted.class)).allMatch(Notice.PollCompleted::full);
    }

    @Test
    void asksAServerThatTellsEndsForChangesAndNowAndThenForEverything() {
        LeasequeryServer server = start(faithful());
        server.leases().bind("10.0.0.1", Client.ethernet("02:00:00:00:00:01"), HOUR);
        Polled polled = new Polled(start(polling(server)));

        awaitPolls(polled, 12);

        assertThat(polled.notices(Notice.PollCompleted.class).subList(0, 11))
                .extracting(Notice.PollCompleted::full)
                .containsExactly(true, false, false, false, false, false, false, false, false, false, true);
        assertThat(server.queries().get(1).queryStartTime()).isNotNull();
    }

    @Test
    void hearsOfAnEndByAPollForChanges() {
        LeasequeryServer server = start(faithful());
        server.leases().bind("10.0.0.1", Client.ethernet("02:00:00:00:00:01"), HOUR);
        Polled polled = new Polled(start(polling(server)));
        awaitPolls(polled, 2);

        server.leases().release("10.0.0.1");

        Delivery.OfBinding end =
                polled.await(Delivery.OfBinding.class, told -> told.binding().state() == BindingState.RELEASED);
        assertThat(end.binding().address().text()).isEqualTo("10.0.0.1");
    }

    @Test
    void asksForEverythingFromThenOnIfChangesAreRefused() {
        LeasequeryServer server = start(faithful());
        Polled polled = new Polled(start(polling(server)));
        awaitPolls(polled, 2);

        server.inject(new Fault.Refuse(Target.BULK, 3, 1));
        int before = polled.notices(Notice.PollCompleted.class).size();
        await().until(() -> server.pendingFaults() == 0);
        awaitPolls(polled, before + 4);

        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
        assertThat(lastPolls(polled, 2)).allMatch(Notice.PollCompleted::full);
    }

    @Test
    void beginsAnewAfterAConnectionThatWasCutInMidPoll() {
        LeasequeryServer server = start(faithful());
        server.inject(ConnectionFault.of(Harm.RESET, Moment.afterMessages(Target.BULK, 100)));
        LeasequeryRequestor requestor = start(polling(server));
        Polled polled = new Polled(requestor);

        Delivery.OfNotice failure = polled.awaitNotice(Notice.Disconnected.class);
        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        assertThat(((Notice.Disconnected) failure.notice()).reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
        assertThat(failure.resumeState()).isEqualTo(ResumeState.NONE);
        assertThat(((Notice.PollCompleted) completed.notice()).bindings()).isEqualTo(256);
        assertThat(polled.notices(Notice.SnapshotStarted.class)).hasSize(2);
        assertThat(polled.notices(Notice.Connected.class)).hasSize(2);
        assertThat(requestor.status().phase()).isEqualTo(Phase.LIVE);
        assertThat(requestor.status().disconnects()).isEqualTo(1);
    }

    @Test
    void namesTheSettingIfTheServerDoesNotAnswerForAllAddresses() {
        LeasequeryServer server = start(kea());
        LeasequeryRequestor requestor = start(polling(server));
        Polled polled = new Polled(requestor);

        Notice.Disconnected failure = (Notice.Disconnected)
                polled.awaitNotice(Notice.Disconnected.class).notice();

        assertThat(failure.reason()).isEqualTo(DisconnectReason.REFUSED);
        assertThat(failure.detail()).contains("query all", "NOT_ALLOWED (4)", "bulk.query.types");
        assertThat(polled.notices()).noneMatch(Notice.Connected.class::isInstance);
        assertThat(requestor.status().phase()).isNotEqualTo(Phase.LIVE);
    }

    @Test
    void comesBackOnceTheServerTakesConnectionsAgain() {
        LeasequeryServer server = start(faithful());
        server.inject(new Fault.LimitConnections(0, Duration.ZERO));
        Polled polled = new Polled(start(polling(server)));
        polled.awaitNotice(Notice.Disconnected.class);

        server.heal();

        assertThat(polled.awaitNotice(Notice.PollCompleted.class)).isNotNull();
    }

    @Test
    void goesOnAfterAServerThatClosesTheConnectionBetweenTwoAnswers() {
        LeasequeryServer server = start(kea().maxQueriesPerConnection(1));
        bind(server, "10.0.0.1", EAST);
        bind(server, "10.0.0.2", WEST);
        Polled polled = new Polled(start(polling(server).bulkQueries(BOTH_RELAYS)));

        awaitPolls(polled, 2);

        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
        assertThat(polled.addresses()).startsWith("10.0.0.1", "10.0.0.2");
    }

    @Test
    void waitsForASlowReaderAndTakesNoPauseOfOursForSilence() {
        LeasequeryServer server =
                start(LeasequeryServer.builder().range("10.0.0.0/22").dataTimeout(HOUR));
        LeasequeryRequestor requestor = start(polling(server).maxQueueSize(100).dataTimeout(Duration.ofMillis(300)));
        Polled polled = new Polled(requestor);

        await().pollDelay(Duration.ofSeconds(1)).until(() -> requestor.status().queuedDeliveries() >= 100);
        Delivery.OfNotice completed = polled.awaitNotice(Notice.PollCompleted.class);

        assertThat(((Notice.PollCompleted) completed.notice()).bindings()).isEqualTo(1_024);
        assertThat(polled.addresses()).doesNotHaveDuplicates().hasSize(1_024);
        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
    }

    @Test
    void isNoSnapshotIfSomethingWasStored() {
        LeasequeryServer server = start(faithful());
        LeasequeryRequestor first = start(polling(server));
        ResumeState stored =
                new Polled(first).awaitNotice(Notice.PollCompleted.class).resumeState();
        first.close();

        Polled polled = new Polled(start(polling(server), stored));

        assertThat(polled.awaitNotice(Notice.PollCompleted.class).notice())
                .isInstanceOfSatisfying(
                        Notice.PollCompleted.class,
                        poll -> assertThat(poll.full()).isTrue());
        assertThat(polled.notices()).noneMatch(Notice.SnapshotStarted.class::isInstance);
    }

    @Test
    void pollsAlsoWithoutSnapshots() {
        LeasequeryServer server = start(faithful());
        Polled polled = new Polled(start(polling(server).snapshotMode(SnapshotMode.NEVER)));

        awaitPolls(polled, 2);

        assertThat(polled.notices()).noneMatch(Notice.SnapshotStarted.class::isInstance);
    }

    @Test
    void asksForEverythingAfterTheServersClockWasSetBack() {
        LeasequeryServer server = start(faithful());
        Polled polled = new Polled(start(polling(server)));
        awaitPolls(polled, 2);

        server.stepClock(Duration.ofHours(-1));
        server.leases().bind("10.0.0.1", Client.ethernet("02:00:00:00:00:01"), HOUR);

        Delivery.OfBinding told = polled.await(
                Delivery.OfBinding.class, binding -> binding.binding().state() == BindingState.ACTIVE);
        assertThat(told.binding().address().text()).isEqualTo("10.0.0.1");
        assertThat(polled.notices()).noneMatch(Notice.Disconnected.class::isInstance);
    }

    private static void bind(LeasequeryServer server, String address, Octets relayId) {
        Relay relay = Ipv4Relay.circuit(Octets.of(1), Octets.of(2)).through(Ipv4Address.parse("10.1.0.1"), relayId);
        server.leases().bind(address, Client.ethernet("02:00:00:00:00:01"), relay, HOUR);
    }

    private static void awaitPolls(Polled polled, int count) {
        int[] seen = {0};
        polled.await(Delivery.OfNotice.class, news -> {
            seen[0] += news.notice() instanceof Notice.PollCompleted ? 1 : 0;
            return seen[0] == count;
        });
    }

    private static List<Notice.PollCompleted> lastPolls(Polled polled, int count) {
        List<Notice.PollCompleted> all = polled.notices(Notice.PollCompleted.class);
        return all.subList(all.size() - count, all.size());
    }

    private static LeasequeryServerBuilder kea() {
        return LeasequeryServer.builder().range("10.0.0.0/24").profile(Profile.KEA);
    }

    private static LeasequeryServerBuilder faithful() {
        return LeasequeryServer.builder().range("10.0.0.0/24");
    }

    private LeasequeryServer start(LeasequeryServerBuilder builder) {
        LeasequeryServer server = builder.insecure().start();
        opened.push(server);
        return server;
    }

    private LeasequeryRequestor start(RequestorSettingsBuilder settings) {
        return start(settings, ResumeState.NONE);
    }

    private LeasequeryRequestor start(RequestorSettingsBuilder settings, ResumeState stored) {
        LeasequeryRequestor requestor = LeasequeryRequestor.create(settings.build(), stored);
        opened.push(requestor);
        requestor.start();
        return requestor;
    }

    private static RequestorSettingsBuilder polling(LeasequeryServer server) {
        return RequestorSettings.builder(new DhcpServer("east", "127.0.0.1", server.port()))
                .clearText()
                .queryMode(QueryMode.BULK)
                .bulkPollInterval(Duration.ofMillis(50))
                .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)));
    }
}
