package net.leasequery.requestor.testkit;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** DHCPv6, with the addresses of one link. */
final class Ipv6Protocol implements Protocol {

    private static final String LINK = "2001:db8:0:1::";

    @Override
    public Query read(byte[] frame) {
        Dhcpv6Message message = new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(frame));
        OptionalLong start = message.options().queryStartTime();
        List<Integer> options =
                message.options().all().stream().map(Dhcpv6Option::optionCode).toList();
        return new Query(
                this,
                kind(message),
                message.transactionId(),
                start.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV6, start.getAsLong()),
                options);
    }

    private static Query.Kind kind(Dhcpv6Message message) {
        if (message instanceof ActiveLeasequery) {
            return Query.Kind.ACTIVE;
        }
        if (message instanceof Leasequery) {
            return Query.Kind.BULK;
        }
        if (message instanceof StartTls) {
            return Query.Kind.TLS;
        }
        throw new AssertionError("a requestor does not send " + message);
    }

    @Override
    public Replies replies(int xid) {
        return new Ipv6Replies(xid);
    }

    @Override
    public String address(int number) {
        return LINK + Integer.toHexString(number);
    }

    @Override
    public BulkQuery everything() {
        return new BulkQuery.ByLinkAddress(Ipv6Address.parse(LINK));
    }

    @Override
    public Client client(int number) {
        return Ipv6Client.of(Duid.ofHex(String.format("000300010200000000%02x", number)));
    }

    @Override
    public LeasequeryServerBuilder simulator() {
        return LeasequeryServer.builder().family(Family.IPV6).range(LINK + "/120");
    }
}
