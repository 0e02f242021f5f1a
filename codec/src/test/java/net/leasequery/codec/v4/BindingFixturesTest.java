package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;

/** Replies that speak of one binding, as octets written by hand and as values. */
class BindingFixturesTest {

    private static final Octets ACTIVE = Fixture.octets("""
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
            52 0b                           # relay-agent-information                         RFC 3046 2.0
               01 04 65 74 68 30            #   circuit-id "eth0"                             RFC 3046 3.1
               02 03 63 70 65               #   remote-id "cpe"                               RFC 3046 3.2
            e0 03 01 02 03                  # site-specific option 224: not known here, kept
            ff                              # end                                             RFC 2132 3.2
            """);

    private static final DhcpLeaseActive ACTIVE_VALUE = new DhcpLeaseActive(
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
                    .relayAgentInformation(RelayAgentInformation.builder()
                            .circuitId(Octets.ofUtf8("eth0"))
                            .remoteId(Octets.ofUtf8("cpe"))
                            .build())
                    .option(224, Octets.of(1, 2, 3))
                    .build());

    @Test
    void decodesAnActiveBinding() {
        Dhcpv4Message decoded = new Dhcpv4Decoder().decode(Fixture.buffer(ACTIVE));

        assertThat(decoded).isEqualTo(ACTIVE_VALUE);
    }

    @Test
    void encodesAnActiveBinding() {
        ByteBuf out = Unpooled.buffer();

        new Dhcpv4Encoder().encode(ACTIVE_VALUE, out);

        assertThat(Octets.copyOf(out, 0, out.readableBytes())).isEqualTo(ACTIVE);
    }
}
