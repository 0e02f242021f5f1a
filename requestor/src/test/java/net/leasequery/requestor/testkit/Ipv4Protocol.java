package net.leasequery.requestor.testkit;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.Option;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** DHCPv4. */
final class Ipv4Protocol implements Protocol {

    private static final int NETWORK = 0x0a00_0000;

    @Override
    public Query read(byte[] frame) {
        Dhcpv4Message message = new Dhcpv4Decoder().decode(Unpooled.wrappedBuffer(frame));
        OptionalLong start = message.options().queryStartTime();
        List<Integer> options = message.options().all().stream()
                .map(Option::code)
                .filter(code -> code != OptionCode.MESSAGE_TYPE)
                .toList();
        return new Query(
                this,
                kind(message),
                message.transactionId(),
                start.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV4, start.getAsLong()),
                options);
    }

    private static Query.Kind kind(Dhcpv4Message message) {
        if (message instanceof DhcpActiveLeaseQuery) {
            return Query.Kind.ACTIVE;
        }
        if (message instanceof DhcpBulkLeaseQuery) {
            return Query.Kind.BULK;
        }
        if (message instanceof DhcpTls) {
            return Query.Kind.TLS;
        }
        throw new AssertionError("a requestor does not send " + message);
    }

    @Override
    public Replies replies(int xid) {
        return new Ipv4Replies(xid);
    }

    @Override
    public String address(int number) {
        return new Ipv4Address(NETWORK + number).toString();
    }

    @Override
    public BulkQuery everything() {
        return new BulkQuery.All();
    }

    @Override
    public Client client(int number) {
        return Client.ethernet(String.format("02:00:00:00:00:%02x", number));
    }

    @Override
    public LeasequeryServerBuilder simulator() {
        return LeasequeryServer.builder().range("10.0.0.0/24");
    }
}
