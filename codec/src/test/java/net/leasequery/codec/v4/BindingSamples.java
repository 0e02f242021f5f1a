package net.leasequery.codec.v4;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/** Replies that speak of one address. */
final class BindingSamples {

    static final Sample ACTIVE = new Sample(
            Fixture.octets("""
                    02 01 06 00                     # op BOOTREPLY, htype Ethernet, hlen 6, hops      RFC 2131 2
                    00 c0 ff ee                     # xid
                    00 00  00 00                    # secs, flags
                    c0 00 02 05                     # ciaddr 192.0.2.5: the binding's address         RFC 4388 6.4.2
                    00 00 00 00  00 00 00 00        # yiaddr, siaddr
                    c0 00 02 01                     # giaddr 192.0.2.1
                    02 00 00 00 00 05  00*10        # chaddr
                    00*64 00*128                    # sname, file
                    63 82 53 63                     # magic cookie 99.130.83.99                       RFC 2131 3
                    35 01 0d                        # dhcp-message-type DHCPLEASEACTIVE               RFC 4388 6.1
                    36 04 0a 00 00 01               # server-identifier 10.0.0.1                      RFC 2132 9.7
                    98 04 f0 00 00 01               # base-time, after 2038                           RFC 6926 6.2.3
                    33 04 00 00 0e 10               # dhcp-lease-time 3600 s after base-time          RFC 2132 9.2
                    3a 04 00 00 07 08               # renewal T1 1800 s                               RFC 2132 9.11
                    3b 04 00 00 0c 4e               # rebinding T2 3150 s                             RFC 2132 9.12
                    99 04 00 00 00 3c               # start-time-of-state 60 s before base-time       RFC 6926 6.2.4
                    5b 04 00 00 00 0a               # client-last-transaction-time 10 s before        RFC 4388 6.1
                    9c 01 02                        # dhcp-state ACTIVE                               RFC 6926 6.2.7
                    9d 01 01                        # data-source REMOTE                              RFC 6926 6.2.8
                    3d 07 01 02 00 00 00 00 05      # client-identifier                               RFC 2132 9.14
                    0c 04 68 6f 73 74               # host name "host"                                RFC 2132 3.14
                    3c 03 4d 53 46                  # vendor class "MSF"                              RFC 2132 9.13
                    4d 04 03 6c 61 62               # user class, one of 3 octets: "lab"              RFC 3004 4
                    51 0d 05 ff ff                  # client FQDN: flags S E, both RCODEs 255         RFC 4702 2.1
                       04 68 6f 73 74 03 6c 61 62 00 #  "host.lab." in wire format                    RFC 4702 2.3
                    52 1b                           # relay-agent-information                         RFC 3046 2.0
                       01 04 65 74 68 30            #   circuit-id "eth0"                             RFC 3046 3.1
                       02 03 63 70 65               #   remote-id "cpe"                               RFC 3046 3.2
                       05 04 c0 00 02 00            #   link-selection 192.0.2.0                      RFC 3527 3
                       0c 03 00 03 01               #   relay-id                                      RFC 6925 5
                       97 03 00 76 31               #   VSS type 0 "v1"                               RFC 6607 3.2
                    5c 08 c0 00 02 05  c0 00 02 06  # associated-ip 192.0.2.5 and .6                  RFC 4388 6.1
                    dd 03 00 76 31                  # VPN-ID type 0 "v1"                              RFC 6926 6.2.9
                    e0 03 01 02 03                  # site-specific option 224: unknown here, kept
                    ff                              # end                                             RFC 2132 3.2
                    """),
            new DhcpLeaseActive(
                    Dhcpv4Header.reply(0x00c0ffee)
                            .withCiaddr(Ipv4Address.parse("192.0.2.5"))
                            .withGiaddr(Ipv4Address.parse("192.0.2.1"))
                            .withHardwareAddress(1, Octets.ofHex("020000000005")),
                    Dhcpv4Options.builder()
                            .serverIdentifier(Ipv4Address.parse("10.0.0.1"))
                            .baseTime(0xf0000001L)
                            .leaseTime(3600)
                            .renewalTime(1800)
                            .rebindingTime(3150)
                            .startTimeOfState(60)
                            .clientLastTransactionTime(10)
                            .dhcpState(DhcpState.ACTIVE)
                            .dataSource(DataSource.REMOTE)
                            .clientIdentifier(Octets.ofHex("01020000000005"))
                            .hostName("host")
                            .vendorClass(Octets.ofUtf8("MSF"))
                            .userClass(Octets.ofHex("036c6162"))
                            .clientFqdn(ClientFqdn.ofName(ClientFqdn.FLAG_S, "host.lab."))
                            .relayAgentInformation(RelayAgentInformation.builder()
                                    .circuitId(Octets.ofUtf8("eth0"))
                                    .remoteId(Octets.ofUtf8("cpe"))
                                    .linkSelection(Ipv4Address.parse("192.0.2.0"))
                                    .relayId(Octets.of(0, 3, 1))
                                    .vss(VirtualSubnet.named("v1"))
                                    .build())
                            .associatedIp(List.of(Ipv4Address.parse("192.0.2.5"), Ipv4Address.parse("192.0.2.6")))
                            .vss(VirtualSubnet.named("v1"))
                            .option(224, Octets.of(1, 2, 3))
                            .build()));

    static final Sample UNASSIGNED = new Sample(
            Fixture.octets("""
                    02 00 00 00                     # op BOOTREPLY, no hardware address               RFC 2131 2
                    00 c0 ff ee                     # xid
                    00 00  00 00                    # secs, flags
                    c0 00 02 06                     # ciaddr 192.0.2.6                                RFC 6926 8.3
                    00*12  00*16                    # yiaddr, siaddr, giaddr; chaddr
                    00*64 00*128                    # sname, file
                    63 82 53 63                     # magic cookie
                    35 01 0b                        # dhcp-message-type DHCPLEASEUNASSIGNED           RFC 4388 6.1
                    98 04 65 00 00 00               # base-time                                       RFC 6926 6.2.3
                    9c 01 04                        # dhcp-state RELEASED                             RFC 6926 6.2.7
                    99 04 00 00 00 00               # start-time-of-state: this very second           RFC 6926 6.2.4
                    ff                              # end
                    """),
            new DhcpLeaseUnassigned(
                    Dhcpv4Header.reply(0x00c0ffee).withCiaddr(Ipv4Address.parse("192.0.2.6")),
                    Dhcpv4Options.builder()
                            .baseTime(0x65000000L)
                            .dhcpState(DhcpState.RELEASED)
                            .startTimeOfState(0)
                            .build()));

    static final Sample UNKNOWN = new Sample(
            Fixture.replyWith("""
                    35 01 0c                        # dhcp-message-type DHCPLEASEUNKNOWN              RFC 4388 6.1
                    36 04 0a 00 00 01               # server-identifier 10.0.0.1                      RFC 2132 9.7
                    ff                              # end
                    """),
            new DhcpLeaseUnknown(
                    Dhcpv4Header.reply(0x00c0ffee),
                    Dhcpv4Options.builder()
                            .serverIdentifier(Ipv4Address.parse("10.0.0.1"))
                            .build()));

    private BindingSamples() {}
}
