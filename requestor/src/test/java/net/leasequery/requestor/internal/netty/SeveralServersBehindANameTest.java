package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.testkit.BothFamilies;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.Protocol;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host name with two addresses, behind which are two servers with leases of their own. */
@BothFamilies
@Tag("trap-23")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SeveralServersBehindANameTest {

    private static final int AT_EAST = 1;
    private static final int AT_WEST = 2;

    private final DhcpFamily family;
    private final Protocol protocol;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final LeasequeryServer east;
    private final LeasequeryServer west;

    SeveralServersBehindANameTest(DhcpFamily family) {
        this.family = family;
        this.protocol = Protocol.of(family);
        this.east = server(1, 0);
        this.west = server(2, east.port());
        bind(east, AT_EAST);
        bind(west, AT_WEST);
    }

    @AfterEach
    void close() {
        closers.forEach(Runnable::run);
    }

    @Test
    void theSnapshotComesFromTheServerOfTheStream() {
        Polled polled = follow(this::active, ResumeState.NONE);

        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);

        assertThat(completed.resumeState().server()).isEqualTo(identity(1));
        assertThat(polled.awaitBound(protocol.address(AT_EAST)).origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(bound(polled)).containsOnly(protocol.address(AT_EAST));
        assertThat(polled.notices(Notice.ServerChanged.class)).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainToTheSameServer() {
        Polled polled = follow(this::active, ResumeState.NONE);
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        ResumeState before = caughtUp(polled);

        east.inject(ConnectionFault.of(Harm.RESET, Moment.afterMessages(Target.ACTIVE, 1)));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.CatchUpCompleted.class);
        assertThat(completed.resumeState().server()).isEqualTo(before.server());
        assertThat(polled.notices(Notice.ServerChanged.class)).isEmpty();
    }

    @Test
    void thePositionOfOneServerIsNotUsedAtAnother() {
        Polled before = follow(this::active, ResumeState.NONE);
        before.awaitNotice(Notice.SnapshotCompleted.class);
        ResumeState stored = caughtUp(before);
        closers.pop().run();
        east.stop();

        Polled polled = follow(this::active, stored);

        Delivery.OfNotice changed = polled.awaitNotice(Notice.ServerChanged.class);
        assertThat(changed.notice()).isEqualTo(new Notice.ServerChanged(identity(1), identity(2), null));
        assertThat(changed.resumeState()).isEqualTo(ResumeState.ofNewServer(identity(2)));
        Delivery.OfNotice completed = polled.awaitNotice(Notice.SnapshotCompleted.class);
        assertThat(completed.resumeState().server()).isEqualTo(identity(2));
        assertThat(polled.awaitBound(protocol.address(AT_WEST))).isNotNull();
        assertThat(polled.notices(Notice.CatchUpCompleted.class)).isEmpty();
    }

    @Test
    void withoutBulkQueriesTheOtherServerIsAskedForEverythingByANewQuery() {
        UnaryOperator<RequestorSettingsBuilder> catchUpOnly = settings -> settings.bulkQueries(List.of());
        Polled before = follow(catchUpOnly, ResumeState.NONE);
        before.awaitNotice(Notice.SnapshotCompleted.class);
        ResumeState stored = caughtUp(before);
        closers.pop().run();
        east.stop();

        Polled polled = follow(catchUpOnly, stored);

        polled.awaitNotice(Notice.ServerChanged.class);
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        assertThat(polled.awaitBound(protocol.address(AT_WEST)).origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(polled.notices(Notice.CatchUpCompleted.class)).hasSize(1);
    }

    @Test
    void identifiersThatAreConfiguredAsOneServerAreOne() {
        ResumeState stored = positionAtEast();
        east.stop();
        ServerIdentity both = identity(1).with(identity(2));

        Polled polled = follow(settings -> active(settings).serverIdentity(both), stored);

        polled.awaitNotice(Notice.CatchUpCompleted.class);
        assertThat(polled.notices(Notice.ServerChanged.class)).isEmpty();
    }

    @Test
    void anOffsetOfAnEarlierVersionAdoptsTheFirstIdentity() {
        ResumeState stored = positionAtEast();

        Polled polled = follow(this::active, new ResumeState(stored.position(), null));

        Delivery.OfNotice completed = polled.awaitNotice(Notice.CatchUpCompleted.class);
        assertThat(completed.resumeState().server()).isEqualTo(identity(1));
        assertThat(polled.notices(Notice.ServerChanged.class)).isEmpty();
    }

    @Test
    void pollsGoToOneServerAndAnotherIsLoadedAsASnapshot() {
        Polled polled = follow(
                settings -> active(settings).queryMode(QueryMode.BULK).bulkPollInterval(Duration.ofMillis(20)),
                ResumeState.NONE);
        polled.await(Delivery.OfNotice.class, Polled.polls(3));
        assertThat(bound(polled)).containsOnly(protocol.address(AT_EAST));

        east.stop();

        polled.awaitNotice(Notice.ServerChanged.class);
        assertThat(polled.awaitBound(protocol.address(AT_WEST)).resumeState().server())
                .isEqualTo(identity(2));
        Delivery.OfNotice completed = polled.await(
                Delivery.OfNotice.class,
                delivery -> delivery.notice() instanceof Notice.SnapshotCompleted
                        && identity(2).equals(delivery.resumeState().server()));
        assertThat(completed.resumeState().gap()).isNull();
    }

    private static List<String> bound(Polled polled) {
        return polled.all().stream()
                .filter(Delivery.OfBinding.class::isInstance)
                .map(delivery -> ((Delivery.OfBinding) delivery).binding())
                .filter(binding -> binding.state() == BindingState.ACTIVE)
                .map(binding -> binding.address().text())
                .toList();
    }

    private static ResumeState caughtUp(Polled polled) {
        return polled.await(
                        Delivery.OfKeepAlive.class,
                        keepAlive -> keepAlive.resumeState().gap() == null)
                .resumeState();
    }

    private ResumeState positionAtEast() {
        Polled polled = follow(this::active, ResumeState.NONE);
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        ResumeState stored = caughtUp(polled);
        closers.pop().run();
        return stored;
    }

    private RequestorSettingsBuilder active(RequestorSettingsBuilder settings) {
        return settings.bulkQueries(List.of(protocol.everything()));
    }

    private Polled follow(UnaryOperator<RequestorSettingsBuilder> changes, ResumeState stored) {
        RequestorSettings settings = changes.apply(
                        RequestorSettings.builder(new DhcpServer("m", "dhcp-multi.test", east.port()))
                                .family(family)
                                .reconnectBackOff(new BackOff(Duration.ofMillis(10), Duration.ofMillis(50)))
                                .clearText())
                .build();
        Platform system = Platform.system();
        Platform platform = new Platform(
                system.eventLoops(),
                system.sockets(),
                (eventLoop, timeout) -> new TwoAddresses(eventLoop),
                system.clock(),
                system.random(),
                system.tables());
        LeasequeryRequestor requestor = NettyRequestor.create(settings, stored, platform);
        closers.push(requestor::close);
        requestor.start();
        return new Polled(requestor);
    }

    private LeasequeryServer server(int number, int port) {
        LeasequeryServerBuilder builder = protocol.simulator()
                .activeLeasequery()
                .history(1_000, Duration.ofDays(1))
                .idleTimeout(Duration.ofMillis(100))
                .bind(address(number))
                .port(port)
                .insecure();
        if (family == DhcpFamily.IPV6) {
            builder.serverDuid(Duid.LinkLayer.of(1, Octets.ofHex("02000000000" + number)));
        }
        LeasequeryServer server = builder.start();
        closers.addLast(server::close);
        return server;
    }

    private ServerIdentity identity(int number) {
        return ServerIdentity.of(
                family == DhcpFamily.IPV4 ? address(number).getHostAddress() : "0003000102000000000" + number);
    }

    private void bind(LeasequeryServer server, int number) {
        server.leases().bind(protocol.address(number), protocol.client(number), SimulatedScene.HOUR);
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers later, as a resolver does that has to ask. */
    private record TwoAddresses(EventLoop eventLoop) implements NameResolver {
        @Override
        public Future<List<InetAddress>> resolveAll(String host) {
            Promise<List<InetAddress>> addresses = eventLoop.newPromise();
            eventLoop.execute(() -> addresses.setSuccess(List.of(address(1), address(2))));
            return addresses;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
