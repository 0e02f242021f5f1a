package net.leasequery.codec.tshark;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.LqClientLink;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.codec.v6.option.VendorClass;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All seven DHCPv6 messages, on TCP with their frames. Wireshark's dissector there knows RFC 5460 and
 * not yet RFC 7653: it names the types of that, and reads their options all the same.
 */
class Ipv6TsharkTest {

    private static final int PORT = 547;
    private static final int LENGTH_OCTETS = 2;
    private static final int XID = 0x00c0ff;
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::5");
    private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8::1");
    private static final Duid SERVER = Duid.LinkLayer.of(1, Octets.ofHex("020000000001"));
    private static final Duid CLIENT = Duid.LinkLayerTime.of(1, 0x2f000000L, Octets.ofHex("020000000005"));
    private static final Duid RELAY = Duid.Enterprise.of(9, Octets.ofHex("0cc084"));
    private static final LqRelayData RELAYED = LqRelayData.of(
            LINK,
            new RelayForward(
                    1,
                    LINK,
                    Ipv6Address.parse("fe80::1"),
                    options(
                            new InterfaceId(Octets.ofUtf8("ge-0/0/1")),
                            new RemoteId(9, Octets.ofHex("0102")),
                            new SubscriberId(Octets.ofUtf8("sub")))));
    private static final Duid UUID_CLIENT = Duid.Uuid.of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));

    /** Of RFC 7653, which this judge does not know. */
    private static final String TYPE_22 = "Message Type 22 not allowed by DHCPv6 Bulk Leasequery";

    /** It goes by RFC 4704 alone, and takes a relayed message for a text: that is judged on its own. */
    private static final String FQDN_AND_RELAYED =
            "This message type is not permitted to use OPTION_CLIENT_FQDN;Trailing stray characters";

    @TestFactory
    Stream<DynamicTest> wiresharkReadsWhatWeWrite() throws IOException, InterruptedException {
        List<Judged> messages = List.of(bulkQuery(), activeQuery(), firstBinding(), prefix(), keepAlive(), done());

        return Verdicts.on("ipv6", messages, Ipv6TsharkTest::addFramed, List.of(TYPE_22, FQDN_AND_RELAYED));
    }

    /** Its dissector of datagrams takes messages without any option, and those that are relayed. */
    @TestFactory
    Stream<DynamicTest> wiresharkReadsWhatWeWriteAsDatagram() throws IOException, InterruptedException {
        List<Judged> messages = List.of(startTls(), goAhead(), relayed());

        return Verdicts.on(
                "ipv6-datagrams", messages, (capture, octets) -> capture.addDatagram(PORT, octets), List.of());
    }

    private static Judged bulkQuery() {
        return judged(
                new Leasequery(
                        XID,
                        options(
                                new ClientIdentifier(SERVER),
                                new LqQuery(
                                        3,
                                        LINK,
                                        options(
                                                new RelayId(RELAY),
                                                OptionRequest.of(OptionCode.LQ_BASE_TIME, OptionCode.LQ_RELAY_DATA))),
                                new LqStartTime(0x2f000000L),
                                new LqEndTime(0x2f000001L))),
                Map.of(
                        "dhcpv6.bulk_leasequery.msgtype", "14",
                        "dhcpv6.lq_query", "3",
                        "dhcpv6.lq_query_link_address", "2001:db8::1",
                        "dhcpv6.duiden.enterprise", "9",
                        "dhcpv6.duiden.identifier", "0cc084",
                        "dhcpv6.requested_option_code", "100;47",
                        "dhcpv6.option.type", "1;44;53;6;101;102"));
    }

    private static Judged activeQuery() {
        return judged(
                new ActiveLeasequery(XID, options(new ClientIdentifier(SERVER), new LqStartTime(1))),
                Map.of("dhcpv6.bulk_leasequery.msgtype", "22", "dhcpv6.option.type", "1;101"));
    }

    private static Judged startTls() {
        return judged(new StartTls(XID, Dhcpv6Options.NONE), Map.of("dhcpv6.msgtype", "23", "dhcpv6.xid", "0x00c0ff"));
    }

    private static Judged goAhead() {
        return judged(new Reply(XID, Dhcpv6Options.NONE), Map.of("dhcpv6.msgtype", "7", "dhcpv6.xid", "0x00c0ff"));
    }

    private static Judged firstBinding() {
        return judged(
                new LeasequeryReply(
                        XID,
                        options(
                                new ServerIdentifier(SERVER),
                                ClientData.of(
                                        new ClientIdentifier(CLIENT),
                                        new LqBaseTime(0x2f000010L),
                                        new CltTime(30),
                                        new IaAddress(ADDRESS, 1800, 3600, Dhcpv6Options.NONE),
                                        new ClientFqdn(0, Octets.ofHex("04686f7374036c616200")),
                                        new VendorClass(9, Octets.ofHex("00024d53")),
                                        RELAYED),
                                new LqClientLink(List.of(LINK)))),
                Map.ofEntries(
                        Map.entry("dhcpv6.bulk_leasequery.msgtype", "15"),
                        Map.entry("dhcpv6.duid.type", "3;1"),
                        Map.entry("dhcpv6.duidll.link_layer_addr", "02:00:00:00:00:01"),
                        Map.entry("dhcpv6.duidllt.link_layer_addr", "02:00:00:00:00:05"),
                        Map.entry("dhcpv6.clt_time", "30"),
                        Map.entry("dhcpv6.iaaddr.ip", "2001:db8::5"),
                        Map.entry("dhcpv6.iaaddr.pref_lifetime", "1800"),
                        Map.entry("dhcpv6.iaaddr.valid_lifetime", "3600"),
                        Map.entry("dhcpv6.vendorclass.enterprise", "9"),
                        Map.entry("dhcpv6.lq_relay_data_peer_addr", "2001:db8::1"),
                        Map.entry("dhcpv6.lq_client_link", "2001:db8::1")));
    }

    private static Judged relayed() {
        return new Judged(
                "RELAY_FORW",
                RELAYED.message(),
                Map.of(
                        "dhcpv6.msgtype", "12",
                        "dhcpv6.hopcount", "1",
                        "dhcpv6.linkaddr", "2001:db8::1",
                        "dhcpv6.peeraddr", "fe80::1",
                        "dhcpv6.interface_id", "67652d302f302f31",
                        "dhcpv6.remoteid.enterprise", "9",
                        "dhcpv6.remoteid_enterprise_id", "0102",
                        "dhcpv6.subscriber_id", "sub"));
    }

    private static Judged prefix() {
        return judged(
                new LeasequeryData(
                        XID,
                        options(ClientData.of(
                                new ClientIdentifier(UUID_CLIENT),
                                new CltTime(7),
                                new IaPrefix(1800, 3600, 48, Ipv6Address.parse("2001:db8:1::"), Dhcpv6Options.NONE)))),
                Map.of(
                        "dhcpv6.bulk_leasequery.msgtype", "17",
                        "dhcpv6.duiduuid.bytes", "00112233445566778899aabbccddeeff",
                        "dhcpv6.clt_time", "7",
                        "dhcpv6.iaprefix.pref_len", "48",
                        "dhcpv6.iaprefix.pref_addr", "2001:db8:1::",
                        "dhcpv6.iaprefix.valid_lifetime", "3600"));
    }

    private static Judged keepAlive() {
        return judged(
                new LeasequeryData(XID, options(new LqBaseTime(0x2f000010L))),
                Map.of("dhcpv6.bulk_leasequery.msgtype", "17", "dhcpv6.option.type", "100"));
    }

    private static Judged done() {
        return judged(
                new LeasequeryDone(XID, options(Status.of(StatusCode.NOT_ALLOWED, "no"))),
                Map.of(
                        "dhcpv6.bulk_leasequery.msgtype",
                        "16",
                        "dhcpv6.status_msg",
                        "no",
                        "dhcpv6.bulk_leasequery.trans_id",
                        "49407"));
    }

    private static void addFramed(Capture capture, Octets message) {
        ByteBuf frame = Unpooled.buffer(LENGTH_OCTETS + message.length());
        frame.writeShort(message.length());
        message.writeTo(frame);
        capture.addSegment(PORT, Octets.ofOwned(ByteBufUtil.getBytes(frame)));
    }

    private static Dhcpv6Options options(Dhcpv6Option... options) {
        return Dhcpv6Options.of(options);
    }

    private static Judged judged(Dhcpv6Message message, Map<String, String> expected) {
        ByteBuf out = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, out);
        return new Judged(message.messageType().name(), Octets.ofOwned(ByteBufUtil.getBytes(out)), expected);
    }
}
