package net.leasequery.benchmarks.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.VendorClass;

/** LEASEQUERY-DATA messages of one lease each, with as much information about a client as {@link Ipv4Messages}. */
final class Ipv6Messages {

    /** Transaction id of each message. */
    static final int XID = 0xc0ffee;

    private static final long BASE_TIME = 800_000_000L;

    private Ipv6Messages() {}

    /** The first message on a connection: it names the server and contains no lease. */
    static Dhcpv6Message first() {
        return new LeasequeryReply(
                XID,
                Dhcpv6Options.of(
                        List.of(new ServerIdentifier(Duid.ofHex("00030001020000000001")), new LqBaseTime(BASE_TIME))));
    }

    /** The encoded messages of this many clients, all different. */
    static List<byte[]> encoded(int count) {
        List<byte[]> messages = new ArrayList<>(count);
        for (int client = 0; client < count; client++) {
            messages.add(encoded(new LeasequeryData(
                    XID,
                    Dhcpv6Options.of(List.of(
                            new LqBaseTime(BASE_TIME + client / 100),
                            new ClientData(Dhcpv6Options.of(aboutClient(client))))))));
        }
        return messages;
    }

    private static byte[] encoded(Dhcpv6Message message) {
        ByteBuf buffer = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, buffer);
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return octets;
    }

    private static List<Dhcpv6Option> aboutClient(int client) {
        String mac = String.format(Locale.ROOT, "0200%08x", client * 7919);
        Ipv6Address address = new Ipv6Address(0x2001_0db8_0000_0000L, 0x1000L + client);
        Ipv6Address link = new Ipv6Address(0x2001_0db8_0000_0000L, 0);
        RelayForward relay = new RelayForward(
                0,
                link,
                new Ipv6Address(0xfe80_0000_0000_0000L, 5),
                Dhcpv6Options.of(List.of(
                        new InterfaceId(Octets.ofUtf8("eth0/" + client % 48)), new RemoteId(9, Octets.ofHex(mac)))));
        return List.of(
                new ClientIdentifier(Duid.ofHex("00010001" + "2f000000" + mac)),
                new IaNa(
                        client,
                        1_800,
                        2_880,
                        Dhcpv6Options.of(List.of(new IaAddress(address, 3_600, 7_200, Dhcpv6Options.NONE)))),
                new CltTime(client % 60),
                VendorClass.of(4491, List.of(Octets.ofUtf8("docsis3.0"))),
                new ClientFqdn(1, Octets.ofHex("0568303030310178047465737400")),
                LqRelayData.of(new Ipv6Address(0x2001_0db8_00ff_0000L, 1), relay));
    }
}
