package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/** What a requestor sends. */
final class QuerySamples {

    static final Sample LEASE_QUERY = new Sample(
            Fixture.octets("""
                    01 00 00 00                     # op BOOTREQUEST; htype, hlen 0: by address       RFC 4388 6.2
                    00 00 00 01                     # xid
                    00 00  00 00                    # secs, flags
                    c0 00 02 05                     # ciaddr 192.0.2.5: asked for                     RFC 4388 6.2
                    00*8                            # yiaddr, siaddr
                    c0 00 02 01                     # giaddr: where the answer goes                   RFC 4388 6.2
                    00*16  00*64 00*128             # chaddr; sname, file
                    63 82 53 63                     # magic cookie
                    35 01 0a                        # dhcp-message-type DHCPLEASEQUERY                RFC 4388 6.1
                    37 02 33 52                     # parameter-request-list: 51, 82                  RFC 4388 6.2
                    ff                              # end
                    """),
            new DhcpLeaseQuery(
                    Dhcpv4Header.request(1)
                            .withCiaddr(Ipv4Address.parse("192.0.2.5"))
                            .withGiaddr(Ipv4Address.parse("192.0.2.1")),
                    Dhcpv4Options.builder()
                            .parameterRequestList(OptionCode.LEASE_TIME, OptionCode.RELAY_AGENT_INFORMATION)
                            .build()));

    static final Sample BULK = new Sample(
            Fixture.octets("""
                    01 00 00 00  00 00 00 02        # op BOOTREQUEST, htype, hlen, hops, xid          RFC 6926 7.2
                    00 00  00 00                    # secs, flags
                    00*16  00*16                    # ciaddr, yiaddr, siaddr, giaddr; chaddr
                    00*64  00*128                   # sname, file
                    63 82 53 63                     # magic cookie
                    35 01 0e                        # dhcp-message-type DHCPBULKLEASEQUERY            RFC 6926 6.2.1
                    52 05 0c 03 00 03 01            # option 82 with relay-id: query by relay         RFC 6926 7.2, RFC 6925 5
                    9a 04 65 00 00 00               # query-start-time                                RFC 6926 6.2.5
                    9b 04 ff ff ff ff               # query-end-time, the last second there is        RFC 6926 6.2.6
                    dd 01 fe                        # VPN-ID type 254: all VPNs                       RFC 6926 6.2.9
                    ff                              # end
                    """),
            new DhcpBulkLeaseQuery(
                    Dhcpv4Header.request(2),
                    Dhcpv4Options.builder()
                            .relayAgentInformation(RelayAgentInformation.builder()
                                    .relayId(Octets.of(0, 3, 1))
                                    .build())
                            .queryStartTime(0x65000000L)
                            .queryEndTime(0xffffffffL)
                            .vss(VirtualSubnet.ALL)
                            .build()));

    static final Sample ACTIVE = new Sample(
            Fixture.octets("""
                    01 00 00 00  ff ff ff ff        # op BOOTREQUEST, htype, hlen, hops, xid          RFC 7724 7.3
                    00 00  00 00                    # secs, flags
                    00*16  00*16                    # ciaddr, yiaddr, siaddr, giaddr; chaddr
                    00*64  00*128                   # sname, file
                    63 82 53 63                     # magic cookie
                    35 01 10                        # dhcp-message-type DHCPACTIVELEASEQUERY          RFC 7724 5.2.1
                    37 06 98 33 99 5b 9c 9d         # parameter-request-list: 152 51 153 91 156 157   RFC 7724 7.3
                    9a 04 65 00 00 00               # query-start-time                                RFC 6926 6.2.5
                    ff                              # end
                    """),
            new DhcpActiveLeaseQuery(
                    Dhcpv4Header.request(-1),
                    Dhcpv4Options.builder()
                            .parameterRequestList(152, 51, 153, 91, 156, 157)
                            .queryStartTime(0x65000000L)
                            .build()));

    static final Sample TLS = new Sample(Fixture.octets("""
                    01 00 00 00  00 00 00 04        # op BOOTREQUEST, htype, hlen, hops, xid          RFC 7724 7.2
                    00 00  00 00                    # secs, flags
                    00*16  00*16                    # ciaddr, yiaddr, siaddr, giaddr; chaddr
                    00*64  00*128                   # sname, file
                    63 82 53 63                     # magic cookie
                    35 01 12                        # dhcp-message-type DHCPTLS, nothing else         RFC 7724 7.2
                    ff                              # end
                    """), new DhcpTls(Dhcpv4Header.request(4), Dhcpv4Options.NONE));

    private QuerySamples() {}
}
