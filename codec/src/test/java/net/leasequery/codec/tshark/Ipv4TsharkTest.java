package net.leasequery.codec.tshark;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQuery;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.DhcpLeaseUnknown;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.codec.v4.StatusCode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All nine DHCPv4 messages. Wireshark dissects DHCPv4 in datagrams only, so a message travels there as
 * one; what TCP adds is two octets of length. It shows the absolute times of RFC 6926 as NTP counts them,
 * from 1900, so those are compared as octets.
 */
class Ipv4TsharkTest {

    /** The judge's note on hlen 0, which RFC 7724 section 7.3 and RFC 6926 section 7.2 ask for. */
    private static final String NO_HARDWARE_ADDRESS = "Client address not given";

    private static final int PORT = 67;
    private static final int XID = 0x00c0ffee;
    private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.5");

    @TestFactory
    Stream<DynamicTest> wiresharkReadsWhatWeWrite() throws IOException, InterruptedException {
        List<Judged> messages = List.of(
                activeQuery(), bulkQuery(), leasequery(), tls(), active(), unassigned(), unknown(), done(), status());

        return Verdicts.on(
                "ipv4", messages, (capture, octets) -> capture.addDatagram(PORT, octets), List.of(NO_HARDWARE_ADDRESS));
    }

    private static Judged activeQuery() {
        return judged(
                new DhcpActiveLeaseQuery(
                        Dhcpv4Header.request(XID),
                        Dhcpv4Options.builder()
                                .parameterRequestList(152, 51)
                                .queryStartTime(0xf0000001L)
                                .build()),
                Map.of(
                        "dhcp.type", "1",
                        "dhcp.option.dhcp", "16",
                        "dhcp.option.request_list_item", "152;51",
                        "dhcp.option.value", "10;9833;f0000001"));
    }

    private static Judged bulkQuery() {
        return judged(
                new DhcpBulkLeaseQuery(
                        Dhcpv4Header.request(XID),
                        Dhcpv4Options.builder()
                                .queryStartTime(1)
                                .queryEndTime(0x7fffffffL)
                                .clientIdentifier(Octets.ofHex("01020000000005"))
                                .vss(VirtualSubnet.named("v1"))
                                .build()),
                Map.of(
                        "dhcp.option.dhcp", "14",
                        "dhcp.option.value", "0e;00000001;7fffffff;01020000000005;007631",
                        "dhcp.hw.mac_addr", "02:00:00:00:00:05"));
    }

    private static Judged leasequery() {
        return judged(
                new DhcpLeaseQuery(Dhcpv4Header.request(XID).withCiaddr(ADDRESS), Dhcpv4Options.NONE),
                Map.of("dhcp.option.dhcp", "10", "dhcp.ip.client", "192.0.2.5"));
    }

    private static Judged tls() {
        return judged(
                new DhcpTls(Dhcpv4Header.request(XID), Dhcpv4Options.NONE),
                Map.of("dhcp.option.dhcp", "18", "dhcp.option.value", "12"));
    }

    private static Judged active() {
        return judged(
                new DhcpLeaseActive(
                        Dhcpv4Header.reply(XID)
                                .withCiaddr(ADDRESS)
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
                                .hostName("host")
                                .vendorClass(Octets.ofUtf8("MSF"))
                                .clientFqdn(ClientFqdn.ofName(ClientFqdn.FLAG_S, "host.lab."))
                                .relayAgentInformation(RelayAgentInformation.builder()
                                        .circuitId(Octets.ofUtf8("eth0"))
                                        .remoteId(Octets.ofUtf8("cpe"))
                                        .linkSelection(Ipv4Address.parse("192.0.2.0"))
                                        .relayId(Octets.of(0, 3, 1))
                                        .build())
                                .associatedIp(List.of(ADDRESS))
                                .build()),
                Map.ofEntries(
                        Map.entry("dhcp.type", "2"),
                        Map.entry("dhcp.id", "0x00c0ffee"),
                        Map.entry("dhcp.ip.client", "192.0.2.5"),
                        Map.entry("dhcp.ip.relay", "192.0.2.1"),
                        Map.entry("dhcp.hw.mac_addr", "02:00:00:00:00:05"),
                        Map.entry("dhcp.option.dhcp", "13"),
                        Map.entry("dhcp.option.dhcp_server_id", "10.0.0.1"),
                        Map.entry("dhcp.option.ip_address_lease_time", "3600"),
                        Map.entry("dhcp.option.renewal_time_value", "1800"),
                        Map.entry("dhcp.option.rebinding_time_value", "3150"),
                        Map.entry("dhcp.option.bulk_lease.start_time_of_state", "60"),
                        Map.entry("dhcp.option.client_last_transaction_time", "10"),
                        Map.entry("dhcp.option.bulk_lease.dhcp_state", "2"),
                        Map.entry("dhcp.option.bulk_lease.data_source", "1"),
                        Map.entry("dhcp.option.hostname", "host"),
                        Map.entry("dhcp.option.vendor_class_id", "MSF"),
                        Map.entry("dhcp.fqdn.name", "host.lab"),
                        Map.entry("dhcp.option.agent_information_option.agent_circuit_id", "65746830"),
                        Map.entry("dhcp.option.agent_information_option.agent_remote_id", "637065"),
                        Map.entry("dhcp.option.agent_information_option.link_selection", "192.0.2.0")));
    }

    private static Judged unassigned() {
        return judged(
                new DhcpLeaseUnassigned(
                        Dhcpv4Header.reply(XID).withCiaddr(ADDRESS),
                        Dhcpv4Options.builder().dhcpState(DhcpState.EXPIRED).build()),
                Map.of("dhcp.option.dhcp", "11", "dhcp.option.bulk_lease.dhcp_state", "3"));
    }

    private static Judged unknown() {
        return judged(
                new DhcpLeaseUnknown(Dhcpv4Header.reply(XID).withCiaddr(ADDRESS), Dhcpv4Options.NONE),
                Map.of("dhcp.option.dhcp", "12"));
    }

    private static Judged done() {
        return judged(
                new DhcpLeaseQueryDone(
                        Dhcpv4Header.reply(XID),
                        Dhcpv4Options.builder()
                                .statusCode(StatusCode.NOT_ALLOWED, "no")
                                .build()),
                Map.of(
                        "dhcp.option.dhcp", "15",
                        "dhcp.option.bulk_lease.status_code", "4",
                        "dhcp.option.bulk_lease.status_code_message", "no"));
    }

    private static Judged status() {
        return judged(
                new DhcpLeaseQueryStatus(
                        Dhcpv4Header.reply(XID),
                        Dhcpv4Options.builder()
                                .baseTime(1)
                                .statusCode(StatusCode.CATCH_UP_COMPLETE, "caught up")
                                .build()),
                Map.of(
                        "dhcp.option.dhcp", "17",
                        "dhcp.option.bulk_lease.status_code", "7",
                        "dhcp.option.bulk_lease.status_code_message", "caught up",
                        "dhcp.option.value", "11;00000001;07636175676874207570"));
    }

    private static Judged judged(Dhcpv4Message message, Map<String, String> expected) {
        ByteBuf out = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, out);
        return new Judged(message.messageType().name(), Octets.ofOwned(ByteBufUtil.getBytes(out)), expected);
    }
}
