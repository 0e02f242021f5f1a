package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.LqClientLink;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import net.leasequery.codec.v6.option.Vss;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message and every option, as octets written by hand and as values. */
@Tag("R7653-6.2-1")
class MessageFixturesTest {

    private static final Duid REQUESTOR = Duid.LinkLayer.of(1, Octets.ofHex("020000000001"));
    private static final Duid SERVER = Duid.Enterprise.of(9, Octets.ofHex("0cc084d303000912"));
    private static final Duid CLIENT = Duid.LinkLayerTime.of(1, 0x2f000000L, Octets.ofHex("020000000005"));
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::5");

    private static final Octets LEASEQUERY = Fixture.octets("""
            0e  c0 ff ee                                  # LEASEQUERY, transaction-id          RFC 5007 4.1.1
            00 01 00 0a  00 03 00 01 02 00 00 00 00 01    # CLIENTID: DUID-LL, Ethernet         RFC 8415 21.2
            00 06 00 02  00 64                            # ORO: base-time                      RFC 7653 6.3.1
            00 65 00 04  f0 00 00 01                      # LQ_START_TIME, after 2068           RFC 7653 6.3.2
            00 66 00 04  f0 00 00 02                      # LQ_END_TIME                         RFC 7653 6.3.3
            00 2c 00 29                                   # LQ_QUERY                            RFC 5007 4.1.2.1
               03                                         #   query-type by relay-id            RFC 5460 5.3.1
               20 01 0d b8  00*12                         #   link-address 2001:db8::
               00 35 00 0e                                #   RELAY_ID                          RFC 5460 5.4.1
                  00 02 00 00 00 09 0c c0 84 d3 03 00 09 12
               00 06 00 02  00 2f                         #   ORO: relay data of each client
            """);

    private static final Octets ACTIVELEASEQUERY = Fixture.octets("""
            16  00 00 01                                  # ACTIVELEASEQUERY, transaction-id    RFC 7653 6.2.1
            00 01 00 0a  00 03 00 01 02 00 00 00 00 01    # CLIENTID
            00 06 00 04  00 64 00 2f                      # ORO: base-time, relay data
            00 65 00 04  00 00 00 01                      # LQ_START_TIME: all that is remembered
            """);

    private static final Octets REPLY_WITH_BINDINGS = Fixture.octets("""
            0f  c0 ff ee                                  # LEASEQUERY-REPLY                    RFC 5007 4.1.1
            00 01 00 0a  00 03 00 01 02 00 00 00 00 01    # CLIENTID of the requestor
            00 02 00 0e                                   # SERVERID: DUID-EN                   RFC 8415 11.3
               00 02 00 00 00 09 0c c0 84 d3 03 00 09 12
            00 64 00 04  f0 00 00 01                      # LQ_BASE_TIME                        RFC 7653 6.3.1
            00 2d 00 53                                   # CLIENT_DATA                         RFC 5007 4.1.2.2
               00 01 00 0e                                #   CLIENTID: DUID-LLT                RFC 8415 11.2
                  00 01 00 01  2f 00 00 00  02 00 00 00 00 05
               00 2e 00 04  00 00 00 0a                   #   CLT_TIME 10 s before base-time    RFC 5007 4.1.2.3
               00 05 00 18                                #   IAADDR                            RFC 8415 21.6
                  20 01 0d b8 00*11 05                    #     2001:db8::5
                  00 00 0e 10  00 00 1c 20                #     preferred 3600 s, valid 7200 s
               00 1a 00 19                                #   IAPREFIX                          RFC 8415 21.22
                  ff ff ff ff  ff ff ff ff                #     infinite
                  30  20 01 0d b8 00 01 00*10             #     2001:db8:1::/48
            """);

    private static final Octets DATA_WITH_IDENTITY_ASSOCIATIONS = Fixture.octets("""
            11  c0 ff ee                                  # LEASEQUERY-DATA                     RFC 5460 5.2.1
            00 2d 00 90                                   # CLIENT_DATA
               00 03 00 2e                                #   IA_NA                             RFC 8415 21.4
                  ff ff ff fe  00 00 07 08  00 00 0b 40   #     IAID, T1 1800 s, T2 2880 s
                  00 05 00 1e                             #     IAADDR 2001:db8::5, ended
                     20 01 0d b8 00*11 05  00 00 00 00  00 00 00 00
                     00 0d 00 02  00 03                   #       STATUS_CODE NoBinding         RFC 8415 21.13
               00 04 00 20                                #   IA_TA                             RFC 8415 21.5
                  00 00 00 02                             #     IAID
                  00 05 00 18                             #     IAADDR
                     20 01 0d b8 00*11 05  00 00 00 01  00 00 00 02
               00 19 00 29                                #   IA_PD                             RFC 8415 21.21
                  00 00 00 03  00 00 00 00  ff ff ff ff   #     IAID, T1, T2
                  00 1a 00 19                             #     IAPREFIX 2001:db8:1::/48
                     00 00 00 01  00 00 00 02  30  20 01 0d b8 00 01 00*10
               00 2e 00 04  00 00 00 00                   #   CLT_TIME
               00 44 00 01  ff                            #   VSS: the global VPN               RFC 6607 3.4
            """);

    private static final Octets DATA_WITH_CLIENT_AND_RELAY = Fixture.octets("""
            11  c0 ff ee                                  # LEASEQUERY-DATA
            00 2d 00 8f                                   # CLIENT_DATA
               00 0f 00 06  00 04 69 50 58 45             #   USER_CLASS "iPXE"                 RFC 8415 21.15
               00 10 00 09  00 00 01 37  00 03 66 6f 6f   #   VENDOR_CLASS 311 "foo"            RFC 8415 21.16
               00 27 00 0b                                #   CLIENT_FQDN                       RFC 4704 4
                  01  04 68 6f 73 74  03 6e 65 74  00     #     S; host.net.
               00 2f 00 5f                                #   LQ_RELAY_DATA                     RFC 5007 4.1.2.4
                  20 01 0d b8 00 ff 00*9 01               #     peer-address 2001:db8:ff::1
                  0c 00                                   #     RELAY-FORW, hop-count           RFC 8415 9.1
                  20 01 0d b8 00*12                       #     link-address 2001:db8::
                  fe 80 00*13 05                          #     peer-address fe80::5
                  00 12 00 04  65 74 68 30                #     INTERFACE_ID "eth0"             RFC 8415 21.18
                  00 25 00 07  00 00 00 09  63 70 65      #     REMOTE_ID 9 "cpe"               RFC 4649 3
                  00 26 00 04  6a 6f 68 6e                #     SUBSCRIBER_ID "john"            RFC 4580 2
                  00 35 00 0e                             #     RELAY_ID                        RFC 5460 5.4.1
                     00 02 00 00 00 09 0c c0 84 d3 03 00 09 12
               fd e9 00 02  ca fe                         #   option 65001: not known here, kept
            """);

    private static final Octets DATA_WITH_CATCH_UP_COMPLETE = Fixture.octets("""
            11  00 00 01                                  # LEASEQUERY-DATA
            00 64 00 04  00 00 00 07                      # LQ_BASE_TIME
            00 0d 00 06  00 0d  64 6f 6e 65               # STATUS_CODE CatchUpComplete "done"  RFC 7653 9.3
            """);

    private static final Octets REPLY_WITH_LINKS = Fixture.octets("""
            0f  00 00 01                                  # LEASEQUERY-REPLY
            00 30 00 20                                   # LQ_CLIENT_LINK                      RFC 5007 4.1.2.5
               20 01 0d b8 00*12                          #   2001:db8::
               20 01 0d b8 00 01 00*10                    #   2001:db8:1::
            """);

    private static final Octets DONE = Fixture.octets("""
            10  ff ff ff                                  # LEASEQUERY-DONE                     RFC 5460 5.2.2
            00 0d 00 05  00 0b  62 79 65                  # STATUS_CODE QueryTerminated "bye"   RFC 5460 5.5
            00 64 00 04  00 00 00 08                      # LQ_BASE_TIME                        RFC 7653 8.4
            """);

    private static final Octets STARTTLS = Fixture.octets("""
            17  00 00 01                                  # STARTTLS without options            RFC 7653 6.2.2
            """);

    private static final Octets REPLY = Fixture.octets("""
            07  00 00 01                                  # REPLY                               RFC 7653 8.2
            00 0d 00 02  00 0f                            # STATUS_CODE TLSConnectionRefused    RFC 7653 11
            """);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        LEASEQUERY,
                        new Leasequery(
                                0xc0ffee,
                                Dhcpv6Options.of(
                                        new ClientIdentifier(REQUESTOR),
                                        OptionRequest.of(OptionCode.LQ_BASE_TIME),
                                        new LqStartTime(0xf0000001L),
                                        new LqEndTime(0xf0000002L),
                                        LqQuery.byRelayId(SERVER)
                                                .onLink(Ipv6Address.parse("2001:db8::"))
                                                .requesting(OptionCode.LQ_RELAY_DATA)))),
                Arguments.of(
                        ACTIVELEASEQUERY,
                        new ActiveLeasequery(
                                1,
                                Dhcpv6Options.of(
                                        new ClientIdentifier(REQUESTOR),
                                        OptionRequest.of(OptionCode.LQ_BASE_TIME, OptionCode.LQ_RELAY_DATA),
                                        new LqStartTime(1)))),
                Arguments.of(
                        REPLY_WITH_BINDINGS,
                        new LeasequeryReply(
                                0xc0ffee,
                                Dhcpv6Options.of(
                                        new ClientIdentifier(REQUESTOR),
                                        new ServerIdentifier(SERVER),
                                        new LqBaseTime(0xf0000001L),
                                        ClientData.of(
                                                new ClientIdentifier(CLIENT),
                                                new CltTime(10),
                                                new IaAddress(ADDRESS, 3600, 7200),
                                                new IaPrefix(
                                                        Ipv6Prefix.parse("2001:db8:1::/48"),
                                                        0xffffffffL,
                                                        0xffffffffL))))),
                Arguments.of(
                        DATA_WITH_IDENTITY_ASSOCIATIONS,
                        new LeasequeryData(
                                0xc0ffee,
                                Dhcpv6Options.of(ClientData.of(
                                        new IaNa(
                                                0xfffffffeL,
                                                1800,
                                                2880,
                                                Dhcpv6Options.of(new IaAddress(
                                                        ADDRESS,
                                                        0,
                                                        0,
                                                        Dhcpv6Options.of(Status.of(StatusCode.NO_BINDING, ""))))),
                                        new IaTa(2, Dhcpv6Options.of(new IaAddress(ADDRESS, 1, 2))),
                                        new IaPd(
                                                3,
                                                0,
                                                0xffffffffL,
                                                Dhcpv6Options.of(
                                                        new IaPrefix(Ipv6Prefix.parse("2001:db8:1::/48"), 1, 2))),
                                        new CltTime(0),
                                        new Vss(VirtualSubnet.GLOBAL))))),
                Arguments.of(
                        DATA_WITH_CLIENT_AND_RELAY,
                        new LeasequeryData(
                                0xc0ffee,
                                Dhcpv6Options.of(ClientData.of(
                                        UserClass.of(List.of(Octets.ofUtf8("iPXE"))),
                                        VendorClass.of(311, List.of(Octets.ofUtf8("foo"))),
                                        ClientFqdn.ofName(ClientFqdn.FLAG_S, "host.net"),
                                        LqRelayData.of(
                                                Ipv6Address.parse("2001:db8:ff::1"),
                                                new RelayForward(
                                                        0,
                                                        Ipv6Address.parse("2001:db8::"),
                                                        Ipv6Address.parse("fe80::5"),
                                                        Dhcpv6Options.of(
                                                                new InterfaceId(Octets.ofUtf8("eth0")),
                                                                new RemoteId(9, Octets.ofUtf8("cpe")),
                                                                new SubscriberId(Octets.ofUtf8("john")),
                                                                new RelayId(SERVER)))),
                                        new OpaqueOption(65001, Octets.ofHex("cafe")))))),
                Arguments.of(
                        DATA_WITH_CATCH_UP_COMPLETE,
                        new LeasequeryData(
                                1,
                                Dhcpv6Options.of(new LqBaseTime(7), Status.of(StatusCode.CATCH_UP_COMPLETE, "done")))),
                Arguments.of(
                        REPLY_WITH_LINKS,
                        new LeasequeryReply(
                                1,
                                Dhcpv6Options.of(new LqClientLink(
                                        List.of(Ipv6Address.parse("2001:db8::"), Ipv6Address.parse("2001:db8:1::")))))),
                Arguments.of(
                        DONE,
                        new LeasequeryDone(
                                0xffffff,
                                Dhcpv6Options.of(Status.of(StatusCode.QUERY_TERMINATED, "bye"), new LqBaseTime(8)))),
                Arguments.of(STARTTLS, new StartTls(1, Dhcpv6Options.NONE)),
                Arguments.of(REPLY, new Reply(1, Dhcpv6Options.of(Status.of(StatusCode.TLS_CONNECTION_REFUSED, "")))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    @Tag("R7653-6.3-1")
    @Tag("R7653-11-1")
    @Tag("R5460-5.4-1")
    @Tag("R5007-4.1-1")
    @Tag("R5007-4.1-2")
    void decodesToTheValue(Octets octets, Dhcpv6Message value) {
        Dhcpv6Message decoded = new Dhcpv6Decoder().decode(Fixture.buffer(octets));

        assertThat(decoded).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("messages")
    @Tag("R7653-6.3-1")
    @Tag("R7653-11-1")
    @Tag("R5460-5.4-1")
    @Tag("R5007-4.1-1")
    @Tag("R5007-4.1-2")
    void encodesToTheOctets(Octets octets, Dhcpv6Message value) {
        ByteBuf out = Unpooled.buffer();

        new Dhcpv6Encoder().encode(value, out);

        assertThat(Octets.copyOf(out, 0, out.readableBytes()).toHex()).isEqualTo(octets.toHex());
    }
}
