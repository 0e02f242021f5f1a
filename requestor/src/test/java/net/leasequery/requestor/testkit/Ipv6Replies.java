package net.leasequery.requestor.testkit;

import java.util.List;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;

/**
 * Answers of a DHCPv6 server. The first lease rides in the LEASEQUERY-REPLY; if there is something else to tell of
 * an Active query first, an empty one goes before it.
 */
final class Ipv6Replies implements Replies {

    private static final ClientIdentifier CLIENT = new ClientIdentifier(Duid.ofHex("00030001020000000001"));

    private final int xid;
    private boolean opened;

    Ipv6Replies(int xid) {
        this.xid = xid;
    }

    @Override
    public byte[] lease(String address, long baseTime, long age) {
        Dhcpv6Options options = Dhcpv6Options.of(
                time(baseTime),
                ClientData.of(CLIENT, new IaAddress(Ipv6Address.parse(address), 1800, 3600), new CltTime(age)));
        Dhcpv6Message message = opened ? new LeasequeryData(xid, options) : new LeasequeryReply(xid, options);
        opened = true;
        return frames(message);
    }

    @Override
    public byte[] keepAlive(long baseTime) {
        return data(time(baseTime));
    }

    @Override
    public byte[] catchUpComplete(long baseTime) {
        return data(time(baseTime), Status.of(StatusCode.CATCH_UP_COMPLETE, ""));
    }

    @Override
    public byte[] dataMissing(long baseTime) {
        return data(time(baseTime), Status.of(StatusCode.DATA_MISSING, ""));
    }

    @Override
    public byte[] goodbye(long baseTime) {
        opened = true;
        return frames(
                new LeasequeryDone(xid, Dhcpv6Options.of(time(baseTime), Status.of(StatusCode.QUERY_TERMINATED, ""))));
    }

    @Override
    public byte[] done() {
        return frames(
                opened ? new LeasequeryDone(xid, Dhcpv6Options.NONE) : new LeasequeryReply(xid, Dhcpv6Options.NONE));
    }

    @Override
    public byte[] agreeToTls() {
        return frames(new Reply(xid, Dhcpv6Options.NONE));
    }

    @Override
    public byte[] refuseTls(String text) {
        return frames(new Reply(xid, Dhcpv6Options.of(Status.of(StatusCode.TLS_CONNECTION_REFUSED, text))));
    }

    @Override
    public byte[] succeedInTls() {
        return frames(new Reply(xid, Dhcpv6Options.of(Status.of(StatusCode.SUCCESS, ""))));
    }

    private byte[] data(Dhcpv6Option... options) {
        LeasequeryData data = new LeasequeryData(xid, Dhcpv6Options.of(options));
        if (opened) {
            return frames(data);
        }
        opened = true;
        return frames(new LeasequeryReply(xid, Dhcpv6Options.of(List.of(options[0]))), data);
    }

    private static LqBaseTime time(long baseTime) {
        return new LqBaseTime(new ServerTime(baseTime).toWire(DhcpFamily.IPV6));
    }

    private static byte[] frames(Dhcpv6Message... messages) {
        return Frames.of(new Dhcpv6Encoder()::encode, messages);
    }
}
