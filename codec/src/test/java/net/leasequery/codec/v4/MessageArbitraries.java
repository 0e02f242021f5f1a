package net.leasequery.codec.v4;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/** Any message that can be built, with options in any order, of any length that their RFCs allow. */
final class MessageArbitraries {

    private static final int MAX_OPTION_OCTETS = 700;

    private MessageArbitraries() {}

    static Arbitrary<Dhcpv4Message> messages() {
        return Combinators.combine(Arbitraries.of(MessageType.values()), headers(), options())
                .as(MessageArbitraries::message);
    }

    static Arbitrary<Dhcpv4Options> options() {
        return Arbitraries.integers()
                .between(1, 254)
                .filter(code -> code != OptionCode.OVERLOAD && code != OptionCode.MESSAGE_TYPE)
                .flatMap(code -> valueOf(code).map(value -> new Option(code, value)))
                .list()
                .uniqueElements(Option::code)
                .ofMaxSize(12)
                .map(Dhcpv4Options::new);
    }

    static Arbitrary<RelayAgentInformation> relayAgentInformation() {
        return Combinators.combine(Arbitraries.integers().between(0, 255), octets(0, 300))
                .as(Option::new)
                .list()
                .uniqueElements(Option::code)
                .ofMaxSize(6)
                .map(RelayAgentInformation::new);
    }

    private static Arbitrary<Octets> valueOf(int code) {
        return switch (code) {
            case 51, 54, 58, 59, 91, 152, 153, 154, 155 -> octets(4, 4);
            case 156, 157 -> octets(1, 1);
            case 92 -> octets(1, 100).map(some -> repeated(some, 4));
            case 151 -> octets(1, MAX_OPTION_OCTETS);
            case 221 -> virtualSubnets().map(VirtualSubnet::encode);
            case 82 -> relayAgentInformation().map(RelayAgentInformation::encode);
            default -> octets(0, MAX_OPTION_OCTETS);
        };
    }

    private static Arbitrary<VirtualSubnet> virtualSubnets() {
        return Arbitraries.oneOf(
                octets(0, 20).map(name -> new VirtualSubnet(VirtualSubnet.TYPE_NAME, name)),
                octets(7, 7).map(VirtualSubnet::rfc2685),
                octets(0, 20).map(some -> new VirtualSubnet(99, some)),
                Arbitraries.of(VirtualSubnet.ALL, VirtualSubnet.GLOBAL));
    }

    private static Arbitrary<Dhcpv4Header> headers() {
        Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> twoOctets = Arbitraries.integers().between(0, 65_535);
        Arbitrary<List<Ipv4Address>> addresses =
                Arbitraries.integers().map(Ipv4Address::new).list().ofSize(4);
        Arbitrary<List<Octets>> texts = Combinators.combine(octets(0, 16), octets(0, 64), octets(0, 128))
                .as((chaddr, sname, file) ->
                        List.of(chaddr, sname.withoutTrailingZeros(), file.withoutTrailingZeros()));
        return Combinators.combine(octet, octet, octet, Arbitraries.integers(), twoOctets, twoOctets, addresses, texts)
                .as((op, htype, hops, xid, secs, flags, address, text) -> new Dhcpv4Header(
                        op,
                        htype,
                        hops,
                        xid,
                        secs,
                        flags,
                        address.get(0),
                        address.get(1),
                        address.get(2),
                        address.get(3),
                        text.get(0),
                        text.get(1),
                        text.get(2)));
    }

    private static Arbitrary<Octets> octets(int min, int max) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Octets::copyOf);
    }

    private static Octets repeated(Octets octets, int times) {
        return Octets.ofHex(octets.toHex().repeat(times));
    }

    private static Dhcpv4Message message(MessageType type, Dhcpv4Header header, Dhcpv4Options options) {
        return switch (type) {
            case DHCPLEASEQUERY -> new DhcpLeaseQuery(header, options);
            case DHCPLEASEUNASSIGNED -> new DhcpLeaseUnassigned(header, options);
            case DHCPLEASEUNKNOWN -> new DhcpLeaseUnknown(header, options);
            case DHCPLEASEACTIVE -> new DhcpLeaseActive(header, options);
            case DHCPBULKLEASEQUERY -> new DhcpBulkLeaseQuery(header, options);
            case DHCPLEASEQUERYDONE -> new DhcpLeaseQueryDone(header, options);
            case DHCPACTIVELEASEQUERY -> new DhcpActiveLeaseQuery(header, options);
            case DHCPLEASEQUERYSTATUS -> new DhcpLeaseQueryStatus(header, options);
            case DHCPTLS -> new DhcpTls(header, options);
        };
    }
}
