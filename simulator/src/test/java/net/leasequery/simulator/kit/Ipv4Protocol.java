package net.leasequery.simulator.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import org.jspecify.annotations.Nullable;

/** DHCPv4. */
final class Ipv4Protocol implements Protocol {

    @Override
    public void configure(LeasequeryServerBuilder builder) {
        builder.range("10.0.0.0/24");
    }

    @Override
    public void configureMany(LeasequeryServerBuilder builder) {
        builder.range("10.1.0.0/20");
    }

    @Override
    public String address(int index) {
        return "10.0.0." + index;
    }

    @Override
    public String ofMany(int index) {
        return "10.1." + (index >> 8) + "." + (index & 0xff);
    }

    @Override
    public Client client(int number) {
        return ServerFixture.client(number);
    }

    @Override
    public String holder(Client client) {
        return ((Ipv4Client) client).hardwareAddress().toHex();
    }

    @Override
    public byte[] active(int xid, @Nullable Instant start) {
        return frame(Queries.active(xid, options -> {
            if (start != null) {
                options.queryStartTime(start.getEpochSecond());
            }
        }));
    }

    @Override
    public byte[] activeWithoutBaseTime(int xid, Instant start) {
        return frame(Queries.active(
                xid,
                options -> options.queryStartTime(start.getEpochSecond()).parameterRequestList(OptionCode.DHCP_STATE)));
    }

    @Override
    public byte[] activeUntil(int xid, Instant end) {
        return frame(Queries.active(xid, options -> options.queryEndTime(end.getEpochSecond())));
    }

    @Override
    public byte[] tlsRequest(int xid) {
        return frame(new DhcpTls(Dhcpv4Header.request(xid), Dhcpv4Options.NONE));
    }

    @Override
    public boolean isAnswerToTls(byte[] frame) {
        return new Dhcpv4Decoder().decode(Unpooled.wrappedBuffer(frame)) instanceof DhcpTls;
    }

    @Override
    public byte[] bulk(int xid) {
        return frame(Queries.bulk(xid));
    }

    @Override
    public MessageContent read(byte[] frame) {
        Dhcpv4Message message = new Dhcpv4Decoder().decode(Unpooled.wrappedBuffer(frame));
        Status status = message.options().statusCode();
        OptionalLong baseTime = message.options().baseTime();
        OptionalLong age = message.options().clientLastTransactionTime();
        boolean aboutALease = message instanceof DhcpLeaseActive || message instanceof DhcpLeaseUnassigned;
        boolean known = baseTime.isPresent() && age.isPresent();
        return new MessageContent(
                message.transactionId(),
                status == null ? null : status.code(),
                baseTime.isPresent() ? baseTime.getAsLong() : null,
                aboutALease ? List.of(message.header().ciaddr().toString()) : List.of(),
                aboutALease ? message.header().chaddr().toHex() : null,
                message.options().leaseTime().isPresent(),
                known ? baseTime.getAsLong() - age.getAsLong() : null,
                message instanceof DhcpLeaseQueryDone,
                false);
    }

    @Override
    public boolean opensActiveQueries() {
        return false;
    }

    @Override
    public int statusCode(String name) {
        return StatusCode.valueOf(name).code();
    }

    private static byte[] frame(Dhcpv4Message message) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, octets);
        return ByteBufUtil.getBytes(octets);
    }
}
