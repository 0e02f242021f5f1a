package net.leasequery.simulator.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.OptionalLong;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.jspecify.annotations.Nullable;

/** DHCPv6, with addresses of a single link. */
final class Ipv6Protocol implements Protocol {

    private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8:0:1::1");

    @Override
    public void configure(LeasequeryServerBuilder builder) {
        builder.family(Family.IPV6).range("2001:db8:0:1::/120");
    }

    @Override
    public void configureMany(LeasequeryServerBuilder builder) {
        builder.family(Family.IPV6).range("2001:db8:0:1::/116");
    }

    @Override
    public String address(int index) {
        return ofMany(index);
    }

    @Override
    public String ofMany(int index) {
        return index == 0 ? "2001:db8:0:1::" : "2001:db8:0:1::" + Integer.toHexString(index);
    }

    @Override
    public Client client(int number) {
        return Dhcpv6Fixture.client(number);
    }

    @Override
    public String holder(Client client) {
        return ((Ipv6Client) client).duid().toHex();
    }

    @Override
    public byte[] active(int xid, @Nullable Instant start) {
        return frame(start == null ? Dhcpv6Queries.active(xid) : Dhcpv6Queries.active(xid, startTime(start)));
    }

    @Override
    public byte[] activeWithoutBaseTime(int xid, Instant start) {
        return frame(new ActiveLeasequery(xid, Dhcpv6Queries.options(OptionRequest.of(), startTime(start))));
    }

    @Override
    public byte[] activeUntil(int xid, Instant end) {
        return frame(Dhcpv6Queries.active(xid, new LqEndTime(end.getEpochSecond() - Dhcpv6Epoch.UNIX_SECONDS)));
    }

    @Override
    public byte[] tlsRequest(int xid) {
        return frame(new StartTls(xid, Dhcpv6Options.NONE));
    }

    @Override
    public boolean isAnswerToTls(byte[] frame) {
        return new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(frame)) instanceof Reply;
    }

    @Override
    public byte[] bulk(int xid) {
        return frame(Dhcpv6Queries.bulk(xid, LqQuery.byLinkAddress(LINK)));
    }

    @Override
    public MessageContent read(byte[] frame) {
        Dhcpv6Message message = new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(frame));
        Status status = message.options().statusCode();
        OptionalLong baseTime = message.options().baseTime();
        Long now = baseTime.isPresent() ? Dhcpv6Epoch.UNIX_SECONDS + baseTime.getAsLong() : null;
        Dhcpv6Options client = message.options().clientData().isEmpty()
                ? Dhcpv6Options.NONE
                : message.options().clientData().get(0).options();
        Duid duid = client.clientIdentifier();
        OptionalLong age = client.clientLastTransactionTime();
        boolean emptyReply = message instanceof LeasequeryReply
                && message.options().clientData().isEmpty();
        return new MessageContent(
                message.transactionId(),
                status == null ? null : status.code(),
                now,
                Dhcpv6Fixture.leasesIn(message),
                duid == null ? null : duid.toHex(),
                client.all(IaAddress.class).stream().anyMatch(address -> address.validLifetime() > 0),
                now != null && age.isPresent() ? now - age.getAsLong() : null,
                message instanceof LeasequeryDone || emptyReply,
                emptyReply && status == null);
    }

    @Override
    public boolean opensActiveQueries() {
        return true;
    }

    @Override
    public int statusCode(String name) {
        return StatusCode.valueOf(name).code();
    }

    private static LqStartTime startTime(Instant start) {
        return new LqStartTime(Math.max(0, start.getEpochSecond() - Dhcpv6Epoch.UNIX_SECONDS));
    }

    private static byte[] frame(Dhcpv6Message message) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, octets);
        return ByteBufUtil.getBytes(octets);
    }
}
