package net.leasequery.codec.v6;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPd;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.LqClientLink;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RelayMessage;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import net.leasequery.codec.v6.option.Vss;

/** Any message that can be made: every option in every place, whether or not it makes sense there. */
final class Dhcpv6Arbitraries {

    /** Options within options, as deep as the RFCs go. */
    private static final int DEPTH = 4;

    /** Above all codes that have a form of their own. */
    private static final int FIRST_UNKNOWN_CODE = 103;

    private Dhcpv6Arbitraries() {}

    static Arbitrary<Dhcpv6Message> messages() {
        List<BiFunction<Integer, Dhcpv6Options, Dhcpv6Message>> makers = List.of(
                Leasequery::new,
                ActiveLeasequery::new,
                StartTls::new,
                Reply::new,
                LeasequeryReply::new,
                LeasequeryData::new,
                LeasequeryDone::new);
        return Combinators.combine(
                        Arbitraries.of(makers), Arbitraries.integers().between(0, 0xffffff), options(DEPTH))
                .as((maker, transactionId, options) -> maker.apply(transactionId, options));
    }

    static Arbitrary<Duid> duids() {
        return Arbitraries.oneOf(
                Combinators.combine(numbers16(), numbers32(), octets(1, 8)).as(Duid.LinkLayerTime::of),
                Combinators.combine(numbers32(), octets(1, 20)).as(Duid.Enterprise::of),
                Combinators.combine(numbers16(), octets(1, 8)).as(Duid.LinkLayer::of),
                Arbitraries.create(UUID::randomUUID).map(Duid.Uuid::of),
                octets(1, 130).map(Duid::of));
    }

    private static Arbitrary<Dhcpv6Options> options(int depth) {
        return option(depth).list().ofMaxSize(depth).map(Dhcpv6Options::of);
    }

    private static Arbitrary<Dhcpv6Option> option(int depth) {
        return depth == 0 ? leaf() : Arbitraries.oneOf(leaf(), container(depth - 1));
    }

    private static Arbitrary<Dhcpv6Option> leaf() {
        return Arbitraries.oneOf(List.of(
                duids().map(ClientIdentifier::new),
                duids().map(ServerIdentifier::new),
                duids().map(RelayId::new),
                numbers16().list().ofMaxSize(5).map(OptionRequest::new),
                octets(0, 40).map(RelayMessage::new),
                Combinators.combine(numbers16(), octets(0, 20)).as(Status::new),
                octets(0, 20).map(UserClass::new),
                octets(0, 20).list().ofMaxSize(3).map(UserClass::of),
                Combinators.combine(numbers32(), octets(0, 20)).as(VendorClass::new),
                octets(0, 20).map(InterfaceId::new),
                Combinators.combine(numbers32(), octets(0, 20)).as(RemoteId::new),
                octets(0, 20).map(SubscriberId::new),
                Combinators.combine(numbers8(), octets(0, 40)).as(ClientFqdn::new),
                numbers32().map(CltTime::new),
                addresses().list().ofMaxSize(3).map(LqClientLink::new),
                virtualSubnets().map(Vss::new),
                numbers32().map(LqBaseTime::new),
                numbers32().map(LqStartTime::new),
                numbers32().map(LqEndTime::new),
                Combinators.combine(Arbitraries.integers().between(FIRST_UNKNOWN_CODE, 0xffff), octets(0, 20))
                        .as(OpaqueOption::new)));
    }

    /** Names the nested options once only: each mention doubles what jqwik builds for every level. */
    private static Arbitrary<Dhcpv6Option> container(int depth) {
        List<ContainerMaker> makers = List.of(
                (a, b, c, address, octet, options) -> new IaNa(a, b, c, options),
                (a, b, c, address, octet, options) -> new IaPd(a, b, c, options),
                (a, b, c, address, octet, options) -> new IaTa(a, options),
                (a, b, c, address, octet, options) -> new IaAddress(address, a, b, options),
                (a, b, c, address, octet, options) -> new IaPrefix(a, b, octet % 129, address, options),
                (a, b, c, address, octet, options) -> new LqQuery(octet, address, options),
                (a, b, c, address, octet, options) -> new ClientData(options),
                (a, b, c, address, octet, options) ->
                        LqRelayData.of(address, new RelayForward(octet, address, address, options)));
        return Combinators.combine(
                        Arbitraries.of(makers),
                        numbers32(),
                        numbers32(),
                        numbers32(),
                        addresses(),
                        numbers8(),
                        options(depth))
                .as((maker, a, b, c, address, octet, options) -> maker.make(a, b, c, address, octet, options));
    }

    private interface ContainerMaker {
        Dhcpv6Option make(long a, long b, long c, Ipv6Address address, int octet, Dhcpv6Options options);
    }

    private static Arbitrary<VirtualSubnet> virtualSubnets() {
        return Arbitraries.oneOf(
                octets(0, 10).map(name -> new VirtualSubnet(VirtualSubnet.TYPE_NAME, name)),
                octets(7, 7).map(VirtualSubnet::rfc2685),
                Arbitraries.of(VirtualSubnet.ALL, VirtualSubnet.GLOBAL));
    }

    private static Arbitrary<Ipv6Address> addresses() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Ipv6Address::new);
    }

    private static Arbitrary<Octets> octets(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Octets::copyOf);
    }

    private static Arbitrary<Integer> numbers8() {
        return Arbitraries.integers().between(0, 0xff);
    }

    private static Arbitrary<Integer> numbers16() {
        return Arbitraries.integers().between(0, 0xffff);
    }

    private static Arbitrary<Long> numbers32() {
        return Arbitraries.longs().between(0, 0xffff_ffffL);
    }
}
