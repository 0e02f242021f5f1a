package net.leasequery.requestor.testkit;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.StatusCode;

/** Answers of a DHCPv4 server. */
final class Ipv4Replies implements Replies {

    private static final Octets MAC = Octets.of(0x02, 0, 0, 0, 0, 0x01);

    private final Dhcpv4Header header;

    Ipv4Replies(int xid) {
        header = Dhcpv4Header.reply(xid);
    }

    @Override
    public byte[] lease(String address, long baseTime, long age) {
        Dhcpv4Options options = options(baseTime)
                .clientLastTransactionTime(age)
                .startTimeOfState(age)
                .leaseTime(3600)
                .build();
        return frame(new DhcpLeaseActive(
                header.withCiaddr(Ipv4Address.parse(address)).withHardwareAddress(1, MAC), options));
    }

    @Override
    public byte[] keepAlive(long baseTime) {
        return status(StatusCode.CONNECTION_ACTIVE, baseTime);
    }

    @Override
    public byte[] catchUpComplete(long baseTime) {
        return status(StatusCode.CATCH_UP_COMPLETE, baseTime);
    }

    @Override
    public byte[] dataMissing(long baseTime) {
        return status(StatusCode.DATA_MISSING, baseTime);
    }

    @Override
    public byte[] goodbye(long baseTime) {
        return status(StatusCode.QUERY_TERMINATED, baseTime);
    }

    @Override
    public byte[] done() {
        return frame(new DhcpLeaseQueryDone(header, Dhcpv4Options.NONE));
    }

    @Override
    public byte[] agreeToTls() {
        return frame(new DhcpTls(header, Dhcpv4Options.NONE));
    }

    @Override
    public byte[] refuseTls(String text) {
        return tls(StatusCode.TLS_CONNECTION_REFUSED, text);
    }

    @Override
    public byte[] succeedInTls() {
        return tls(StatusCode.SUCCESS, "");
    }

    private byte[] tls(StatusCode code, String text) {
        return frame(new DhcpTls(
                header, Dhcpv4Options.builder().statusCode(code, text).build()));
    }

    private byte[] status(StatusCode code, long baseTime) {
        return frame(new DhcpLeaseQueryStatus(
                header, options(baseTime).statusCode(code, "").build()));
    }

    private static Dhcpv4OptionsBuilder options(long baseTime) {
        return Dhcpv4Options.builder().baseTime(baseTime);
    }

    private static byte[] frame(Dhcpv4Message message) {
        return Frames.of(new Dhcpv4Encoder()::encode, message);
    }
}
