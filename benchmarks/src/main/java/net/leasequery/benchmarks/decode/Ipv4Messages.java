package net.leasequery.benchmarks.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;

/**
 * DHCPLEASEACTIVE messages as a server writes them for a cable or fibre network: about 350 octets, 15 options, an
 * option 82 with three sub-options.
 */
final class Ipv4Messages {

    /** Transaction id of each message. */
    static final int XID = 0x00c0ffee;

    private static final int FIRST_ADDRESS = 0x0a40_0000;

    private Ipv4Messages() {}

    /** Returns the encoded messages of this many clients, all different. */
    static List<byte[]> encoded(int count) {
        List<byte[]> messages = new ArrayList<>(count);
        for (int client = 0; client < count; client++) {
            messages.add(encoded(message(client)));
        }
        return messages;
    }

    private static byte[] encoded(DhcpLeaseActive message) {
        ByteBuf buffer = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, buffer);
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return octets;
    }

    private static DhcpLeaseActive message(int client) {
        String mac = String.format(Locale.ROOT, "0200%08x", client * 7919);
        Dhcpv4Header header = Dhcpv4Header.reply(XID)
                .withCiaddr(new Ipv4Address(FIRST_ADDRESS + client))
                .withGiaddr(new Ipv4Address(FIRST_ADDRESS + 1))
                .withHardwareAddress(1, Octets.ofHex(mac));
        return new DhcpLeaseActive(
                header,
                Dhcpv4Options.builder()
                        .serverIdentifier(Ipv4Address.parse("192.0.2.1"))
                        .baseTime(1_800_000_000L + client / 100)
                        .leaseTime(3_600 - client % 60)
                        .renewalTime(1_800)
                        .rebindingTime(3_150)
                        .startTimeOfState(60 + client % 1_000)
                        .clientLastTransactionTime(client % 60)
                        .dhcpState(DhcpState.ACTIVE)
                        .dataSource(DataSource.LOCAL)
                        .clientIdentifier(Octets.ofHex("01" + mac))
                        .hostName("host-" + client)
                        .vendorClass(Octets.ofUtf8("docsis3.0"))
                        .clientFqdn(ClientFqdn.ofName(ClientFqdn.FLAG_S, "h" + client + ".x.test"))
                        .relayAgentInformation(RelayAgentInformation.builder()
                                .circuitId(Octets.ofUtf8("eth0/" + client % 48))
                                .remoteId(Octets.ofHex(mac))
                                .linkSelection(new Ipv4Address(FIRST_ADDRESS))
                                .build())
                        .build());
    }
}
