package net.leasequery.simulator.kit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Consumer;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** A server whose time stands still until a test moves it, and requestors that are closed with it. */
public final class ServerFixture implements AutoCloseable {

    /** Long enough not to end in a test that does not want it to. */
    public static final Duration LEASE = Duration.ofHours(10);

    public final ManualTime time = new ManualTime();
    public final LeasequeryServer server;

    private ServerFixture(Consumer<LeasequeryServerBuilder> more) {
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .time(time)
                .range("10.0.0.0/24")
                .activeLeasequery()
                .insecure()
                .idleTimeout(Duration.ofHours(1));
        more.accept(builder);
        server = builder.start();
    }

    /** An RFC server with 256 addresses in the clear, with what {@code more} changes. */
    public static ServerFixture with(Consumer<LeasequeryServerBuilder> more) {
        return new ServerFixture(more);
    }

    /** An RFC server with 256 addresses in the clear. */
    public static ServerFixture start() {
        return new ServerFixture(builder -> {});
    }

    public TestRequestor connect() {
        return TestRequestor.connect(server.port());
    }

    /** Sends a query on a new connection and returns when the server has taken it. */
    public TestRequestor ask(Dhcpv4Message query) {
        int before = server.queries().size();
        TestRequestor requestor = connect().send(query);
        await().until(() -> server.queries().size() > before);
        return requestor;
    }

    /** Leases 10.0.0.{@code from} to 10.0.0.{@code to}, one a second. */
    public void bind(int from, int to) {
        for (int i = from; i <= to; i++) {
            server.leases().bind("10.0.0." + i, client(i), LEASE);
            time.advanceSeconds(1);
        }
    }

    public static Ipv4Client client(int number) {
        return Client.ethernet("02:00:00:00:%02x:%02x".formatted(number >> 8, number & 0xff));
    }

    /** Now by the server's clock, in seconds since 1970. */
    public long now() {
        return time.instant().getEpochSecond();
    }

    @Override
    public void close() {
        server.close();
    }
}
