package net.leasequery.simulator.kit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** A DHCPv6 server with two links whose time stands still until a test moves it. */
public final class Dhcpv6Fixture implements AutoCloseable {

    /** Long enough not to end in a test that does not want it to. */
    public static final Duration LEASE = Duration.ofHours(16);

    public static final Ipv6Address LINK_1 = Ipv6Address.parse("2001:db8:0:1::ffff");
    public static final Ipv6Address LINK_2 = Ipv6Address.parse("2001:db8:0:2::ffff");

    public final ManualTime time = new ManualTime();
    public final LeasequeryServer server;

    private Dhcpv6Fixture(Consumer<LeasequeryServerBuilder> more) {
        LeasequeryServerBuilder builder = LeasequeryServer.builder()
                .family(Family.IPV6)
                .time(time)
                .range("2001:db8:0:1::/120")
                .range("ta:2001:db8:0:1:7::/124")
                .range("2001:db8:8000::/44/52")
                .range("2001:db8:0:2::/120")
                .idleTimeout(Duration.ofHours(1));
        more.accept(builder);
        server = builder.start();
    }

    /** A server that answers Active queries in the clear, with what {@code more} changes. */
    public static Dhcpv6Fixture with(Consumer<LeasequeryServerBuilder> more) {
        return new Dhcpv6Fixture(
                builder -> more.accept(builder.activeLeasequery().insecure()));
    }

    /** A server that answers Active queries in the clear. */
    public static Dhcpv6Fixture start() {
        return with(builder -> {});
    }

    /** A server that answers Bulk queries only, with what {@code more} changes. */
    public static Dhcpv6Fixture bulkOnly(Consumer<LeasequeryServerBuilder> more) {
        return new Dhcpv6Fixture(more);
    }

    public Dhcpv6TestRequestor connect() {
        return Dhcpv6TestRequestor.connect(server.port());
    }

    /** Sends a query on a new connection and returns when the server has taken it. */
    public Dhcpv6TestRequestor ask(Dhcpv6Message query) {
        int before = server.queries().size();
        Dhcpv6TestRequestor requestor = connect().send(query);
        await().until(() -> server.queries().size() > before);
        return requestor;
    }

    public static Ipv6Client client(int number) {
        return Ipv6Client.of(Duid.LinkLayer.of(1, Octets.of(2, 0, 0, 0, number >> 8, number & 0xff)));
    }

    /** The relay agent of a link, with the line of a client. */
    public static Ipv6Relay relay(Ipv6Address link, int line) {
        return Ipv6Relay.at(link, link, Ipv6Address.parse("fe80::" + line))
                .onLine(Octets.ofUtf8("port " + line), line(line))
                .withRelayId(relayId(link));
    }

    public static RemoteId line(int line) {
        return new RemoteId(4491, Octets.ofUtf8("line " + line));
    }

    public static Duid relayId(Ipv6Address link) {
        return Duid.Enterprise.of(4491, Octets.ofUtf8("relay " + link));
    }

    /** Addresses and prefixes of all clients in a message. */
    public static List<String> leasesIn(Dhcpv6Message message) {
        return message.options().clientData().stream()
                .flatMap(Dhcpv6Fixture::leasesIn)
                .toList();
    }

    private static Stream<String> leasesIn(ClientData data) {
        return Stream.concat(
                data.options().all(IaAddress.class).stream()
                        .map(each -> each.address().toString()),
                data.options().all(IaPrefix.class).stream()
                        .map(each -> each.prefix().toString()));
    }

    @Override
    public void close() {
        server.close();
    }
}
