package net.leasequery.simulator.kit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** A server of either family whose time stands still until a test moves it. */
public final class FamilyFixture implements AutoCloseable {

    /** Long enough not to end in a test that does not want it to. */
    public static final Duration LEASE = Duration.ofHours(100);

    public final ManualTime time = new ManualTime();
    public final Protocol protocol;
    public final LeasequeryServer server;

    private FamilyFixture(Protocol protocol, Consumer<LeasequeryServerBuilder> more) {
        this.protocol = protocol;
        LeasequeryServerBuilder builder = LeasequeryServer.builder().time(time).idleTimeout(Duration.ofHours(1));
        more.accept(builder);
        server = builder.start();
    }

    /** A server with 256 addresses that answers everything in the clear. */
    public static FamilyFixture start(Family family) {
        return with(family, builder -> {});
    }

    /** A server with 256 addresses, with what {@code more} changes. */
    public static FamilyFixture with(Family family, Consumer<LeasequeryServerBuilder> more) {
        return plain(family, builder -> more.accept(builder.activeLeasequery().insecure()));
    }

    /** A server with 256 addresses that is not told to answer anything, with what {@code more} tells it. */
    public static FamilyFixture plain(Family family, Consumer<LeasequeryServerBuilder> more) {
        Protocol protocol = Protocol.of(family);
        return new FamilyFixture(protocol, builder -> {
            protocol.configure(builder);
            more.accept(builder);
        });
    }

    /** A server with 4096 addresses, with what {@code more} changes. */
    public static FamilyFixture withMany(Family family, Consumer<LeasequeryServerBuilder> more) {
        Protocol protocol = Protocol.of(family);
        return new FamilyFixture(protocol, builder -> {
            protocol.configureMany(builder);
            more.accept(builder.activeLeasequery().insecure());
        });
    }

    /** A connection on which nothing has been asked. */
    public FamilyRequestor connect() {
        return connect(0);
    }

    /** A connection with a small window, so that the server is soon blocked. */
    public FamilyRequestor connect(int receiveBuffer) {
        return new FamilyRequestor(protocol, TestRequestor.connect(server.port(), receiveBuffer));
    }

    /** Asks on a new connection and returns when the server has taken the query and accepted it, if it does. */
    public FamilyRequestor ask(UnaryOperator<FamilyRequestor> query) {
        int before = server.queries().size();
        FamilyRequestor requestor = query.apply(connect());
        await().until(() -> server.queries().size() > before);
        return requestor.awaitOpening();
    }

    /** Leases the addresses with numbers {@code from} to {@code to}, one a second. */
    public void bind(int from, int to) {
        for (int i = from; i <= to; i++) {
            server.leases().bind(protocol.address(i), protocol.client(i), LEASE);
            time.advanceSeconds(1);
        }
    }

    /** Leases all 256 addresses, so that a Bulk answer has 257 messages. */
    public FamilyFixture filled() {
        for (int i = 0; i < 256; i++) {
            server.leases().bind(protocol.address(i), protocol.client(i), LEASE);
        }
        return this;
    }

    /** Now by the server's clock, in seconds since 1970. */
    public long now() {
        return time.instant().getEpochSecond();
    }

    /** So many seconds before now, by the server's clock. */
    public Instant ago(long seconds) {
        return time.instant().minusSeconds(seconds);
    }

    @Override
    public void close() {
        server.close();
    }
}
