package net.leasequery.requestor.internal.v6;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
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
import net.leasequery.codec.v6.option.Ipv6Prefix;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayMessage;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.Vss;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("trap-14")
class Ipv6RepliesTest {

    private static final int XID = 7;
    private static final long SINCE_2000 = 800_000_000;
    private static final ServerTime BASE = ServerTime.ofWire(DhcpFamily.IPV6, SINCE_2000);
    private static final LocalMoment AT = new LocalMoment(BASE.toEpochMilli() + 5_000, 0);
    private static final Duid SERVER = Duid.ofHex("000300010200000000ff");
    private static final Duid CLIENT = Duid.ofHex("00030001020000000001");
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::5");
    private static final Ipv6Address OTHER = Ipv6Address.parse("2001:db8::6");
    private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:1::/48");

    private final Ipv6Dialect dialect = new Ipv6Dialect(CLIENT, List.of(), null);
    private final Answer<ConversationEvent> live =
            dialect.active(new ActiveQuery(XID, null, AT)).answer();
    private final Answer<BulkEvent> bulk = dialect.bulk(
                    new BulkRequest(XID, new BulkQuery.ByAddress(ADDRESS), Gap.SNAPSHOT))
            .answer();

    @Test
    @Tag("trap-1")
    void countsBaseTimeFromTheYear2000() {
        assertThat(BASE.epochSecond()).isEqualTo(SINCE_2000 + 946_684_800L);
        assertThat(only(client(new IaAddress(ADDRESS, 60, 90), new CltTime(30))).times())
                .satisfies(times -> {
                    assertThat(times.baseTime()).isEqualTo(BASE);
                    assertThat(times.lastTransaction()).isEqualTo(BASE.plusSeconds(-30));
                    assertThat(times.preferredExpiry()).isEqualTo(BASE.plusSeconds(60));
                    assertThat(times.leaseExpiry()).isEqualTo(BASE.plusSeconds(90));
                });
    }

    @Test
    void makesOneBindingOfEachAddressAndPrefix() {
        List<Binding> bindings = bindings(client(
                new IaNa(1, 10, 20, Dhcpv6Options.of(new IaAddress(ADDRESS, 60, 90))),
                new IaTa(2, Dhcpv6Options.of(new IaAddress(OTHER, 60, 90))),
                new IaPd(3, 10, 20, Dhcpv6Options.of(new IaPrefix(PREFIX, 60, 90)))));

        assertThat(bindings)
                .extracting(binding -> binding.address().text())
                .containsExactly("2001:db8::5", "2001:db8::6", "2001:db8:1::/48");
        assertThat(bindings)
                .extracting(binding -> binding.address().leaseType())
                .containsExactly(LeaseType.NA, LeaseType.TA, LeaseType.PD);
        assertThat(bindings).extracting(binding -> binding.client().iaid()).containsExactly(1L, 2L, 3L);
        assertThat(bindings.get(0).times().renewal()).isEqualTo(BASE.plusSeconds(10));
        assertThat(bindings.get(1).times().renewal()).isNull();
        assertThat(bindings.get(2).address().prefixLength()).isEqualTo(48);
    }

    @Test
    void countsBindingsOfAVpnThatWasNotAskedFor() {
        Binding byDefault = only(client(new IaAddress(ADDRESS, 60, 90)));
        List<Binding> blue = bindings(client(
                new IaAddress(ADDRESS, 60, 90), new IaAddress(OTHER, 60, 90), new Vss(VirtualSubnet.named("blue"))));

        assertThat(blue.get(0).address().key()).isNotEqualTo(byDefault.address().key());
        assertThat(dialect.toleratedFaults().bindingsOfOtherVpns()).isEqualTo(2);
    }

    @Test
    void takesAValidLifetimeOfZeroForAnEndWithoutAReasonOrATime() {
        Binding binding = only(client(new IaAddress(ADDRESS, 0, 0), new CltTime(3_000)));

        assertThat(binding.state()).isEqualTo(BindingState.UNKNOWN);
        assertThat(binding.times().leaseExpiry()).isNull();
        assertThat(binding.change()).isNull();
    }

    @Test
    void takesTheGreatestLifetimeForInfinity() {
        Binding binding = only(client(new IaAddress(ADDRESS, 0xffff_ffffL, 0xffff_ffffL)));

        assertThat(binding.times().infiniteLease()).isTrue();
        assertThat(binding.times().leaseExpiry()).isNull();
        assertThat(binding.state()).isEqualTo(BindingState.ACTIVE);
    }

    @Test
    void takesTheStatusOfALeaseAsItWasSent() {
        String text = "expired\tby hand ".repeat(40);
        IaAddress address = new IaAddress(ADDRESS, 60, 90, Dhcpv6Options.of(new Status(3, Octets.ofUtf8(text))));

        Binding binding = only(client(address));

        assertThat(binding.statusCode()).isEqualTo(3);
        assertThat(binding.statusMessage()).isEqualTo(text);
    }

    @Test
    void countsFromOurOwnClockIfTheServerTellsNoTime() {
        SharedEvent.Bindings reported = (SharedEvent.Bindings) live.read(
                new LeasequeryReply(XID, Dhcpv6Options.of(client(new IaAddress(ADDRESS, 60, 90)))), AT);

        assertThat(reported.baseTime()).isNull();
        assertThat(reported.bindings().get(0).times().leaseExpiry()).isEqualTo(BASE.plusSeconds(5 + 90));
    }

    @Test
    @Tag("trap-6")
    void appliesTheServerIdentifierOfTheReplyToTheData() {
        live.read(new LeasequeryReply(XID, Dhcpv6Options.of(new ServerIdentifier(SERVER))), AT);

        SharedEvent.Bindings reported =
                (SharedEvent.Bindings) live.read(data(client(new IaAddress(ADDRESS, 60, 90))), AT);

        assertThat(reported.bindings().get(0).serverId()).isEqualTo(SERVER.toHex());
    }

    @Test
    void takesNoReplyToAnotherQueryForTheBeginningOfItsAnswer() {
        live.read(new LeasequeryReply(XID + 1, Dhcpv6Options.NONE), AT);

        assertThat(live.read(data(), AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
    }

    @Test
    void takesTheLinkFromTheRelayAgentNearestToTheClientThatTellsOne() {
        RelayForward inner = new RelayForward(0, OTHER, ADDRESS, Dhcpv6Options.NONE);
        RelayForward outer = new RelayForward(1, ADDRESS, OTHER, Dhcpv6Options.of(new RelayMessage(inner.encode())));

        Binding binding = only(client(new IaAddress(ADDRESS, 60, 90), LqRelayData.of(ADDRESS, outer)));

        assertThat(binding.relay()).extracting(RelayInfo::linkAddress).isEqualTo(OTHER.toString());
    }

    @Test
    void readsTheHardwareAddressOutOfADuid() {
        Binding binding = only(client(new ClientIdentifier(CLIENT), new IaAddress(ADDRESS, 60, 90)));

        assertThat(binding.client().duid()).isEqualTo(CLIENT.octets());
        assertThat(binding.client().hardwareAddress()).isEqualTo(new HardwareAddress(1, Octets.ofHex("020000000001")));
    }

    @Test
    void takesEachThingFromTheRelayAgentNearestToTheClient() {
        RelayForward inner = new RelayForward(
                0, Ipv6Address.UNSPECIFIED, OTHER, Dhcpv6Options.of(new InterfaceId(Octets.ofHex("aa"))));
        RelayForward outer = new RelayForward(
                1,
                ADDRESS,
                OTHER,
                Dhcpv6Options.of(
                        new InterfaceId(Octets.ofHex("bb")),
                        new RemoteId(9, Octets.ofHex("cc")),
                        new RelayMessage(inner.encode())));

        Binding binding = only(client(new IaAddress(ADDRESS, 60, 90), LqRelayData.of(ADDRESS, outer)));

        assertThat(binding.relay())
                .isEqualTo(new RelayInfo(
                        null,
                        "2001:db8::5",
                        "2001:db8::6",
                        null,
                        Octets.ofHex("00000009cc"),
                        null,
                        null,
                        Octets.ofHex("aa")));
        assertThat(binding.options()).containsKey(47);
    }

    @Test
    @Tag("trap-12")
    void keepsUnknownOptions() {
        Binding binding = only(client(new IaAddress(ADDRESS, 60, 90), new OpaqueOption(4_711, Octets.ofHex("01"))));

        assertThat(binding.options()).containsEntry(4_711, Octets.ofHex("01"));
    }

    @Test
    @Tag("R7653-8.4-3")
    void takesDataWithoutClientForASignOfLife() {
        live.read(new LeasequeryReply(XID, Dhcpv6Options.NONE), AT);

        assertThat(live.read(data(), AT)).isEqualTo(new ConversationEvent.KeepAlive(XID, BASE, AT));
    }

    @Test
    void takesTheFirstReplyWithoutClientForNoMoreThanAWelcome() {
        assertThat(live.read(new LeasequeryReply(XID, Dhcpv6Options.NONE), AT))
                .isInstanceOf(ConversationEvent.Remark.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, Refused",
        "8, Refused",
        "10, Refused",
        "11, QueryTerminated",
        "12, DataMissing",
        "13, CatchUpComplete",
        "14, Refused",
        "5, Refused",
        "999, Refused"
    })
    @Tag("R7653-8.4-4")
    @Tag("R7653-8.4.1-1")
    @Tag("R7653-11-1")
    @Tag("trap-15")
    void readsTheNumbersOfItsOwnFamily(int code, String event) {
        Status status = new Status(code, Octets.ofUtf8("text"));

        assertThat(live.read(new LeasequeryReply(XID, Dhcpv6Options.of(status)), AT))
                .extracting(reported -> reported.getClass().getSimpleName())
                .isEqualTo(event);
        assertThat(live.read(data(status), AT))
                .extracting(reported -> reported.getClass().getSimpleName())
                .isEqualTo(event);
        assertThat(live.read(new LeasequeryDone(XID, Dhcpv6Options.of(status)), AT))
                .extracting(reported -> reported.getClass().getSimpleName())
                .isEqualTo(event);
    }

    @Test
    @Tag("R5460-5.2-1")
    void expectsNoDataBeforeTheReply() {
        assertThat(live.read(data(), AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
        assertThat(bulk.read(data(), AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
    }

    /** The policy may leave a malformed message out, and what follows it is then still part of the answer. */
    @Test
    void expectsDataAfterAReplyThatCannotBeDecoded() {
        MalformedFrame reply = malformed(15, XID);
        live.malformed(reply);
        bulk.malformed(reply);

        assertThat(live.read(data(), AT)).isInstanceOf(ConversationEvent.KeepAlive.class);
        assertThat(bulk.read(data(client(new IaAddress(ADDRESS, 60, 90))), AT))
                .isInstanceOf(SharedEvent.Bindings.class);
        assertThat(bulk.read(new LeasequeryDone(XID, Dhcpv6Options.NONE), AT)).isInstanceOf(BulkEvent.Done.class);
    }

    @Test
    void expectsDataAfterAReplyWhoseStatusCannotBeRead() {
        LeasequeryReply reply =
                new LeasequeryReply(XID, Dhcpv6Options.of(new OpaqueOption(OptionCode.STATUS_CODE, Octets.of(1))));

        assertThat(live.read(reply, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
        assertThat(bulk.read(reply, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);

        assertThat(live.read(data(), AT)).isInstanceOf(ConversationEvent.KeepAlive.class);
        assertThat(bulk.read(data(), AT)).isInstanceOf(SharedEvent.Bindings.class);
    }

    @Test
    void takesNoOtherMalformedMessageForTheReply() {
        for (MalformedFrame other : List.of(malformed(17, XID), malformed(15, XID + 1), frame(Octets.of(15, 0, 0)))) {
            live.malformed(other);
            bulk.malformed(other);
        }

        assertThat(live.read(data(), AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
        assertThat(bulk.read(data(), AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
    }

    /** Only a whole answer may end bindings, and an answer without a LEASEQUERY-REPLY lacks at least one. */
    @Test
    @Tag("R5460-6.3.1-1")
    void takesNoDoneWithoutAReplyForAnAnswerWithoutBindings() {
        assertThat(bulk.read(new LeasequeryDone(XID, Dhcpv6Options.NONE), AT))
                .isInstanceOf(SharedEvent.UnexpectedMessage.class);
        assertThat(bulk.read(new LeasequeryDone(XID + 1, Dhcpv6Options.NONE), AT))
                .isInstanceOf(BulkEvent.Done.class);
    }

    @Test
    void losesNoBindingBecauseOfAStatusBesideIt() {
        live.read(new LeasequeryReply(XID, Dhcpv6Options.NONE), AT);

        Dhcpv6Message both = data(new Status(13, Octets.EMPTY), client(new IaAddress(ADDRESS, 60, 90)));

        assertThat(live.read(both, AT)).isInstanceOfSatisfying(SharedEvent.MalformedMessage.class, kept -> {
            ByteBuf octets = Unpooled.wrappedBuffer(kept.octets().toByteArray());
            assertThat(new Dhcpv6Decoder().decode(octets)).isEqualTo(both);
        });
    }

    @Test
    @Tag("R5460-6.3-2")
    @Tag("R5460-6.3.1-1")
    void takesABulkReplyWithoutClientForTheWholeAnswer() {
        assertThat(bulk.read(new LeasequeryReply(XID, Dhcpv6Options.NONE), AT))
                .isEqualTo(new BulkEvent.Done(XID, null, AT));
    }

    @Test
    @Tag("R5460-6.3-3")
    void makesNothingOfBulkDataWithoutClient() {
        bulk.read(new LeasequeryReply(XID, Dhcpv6Options.of(client(new IaAddress(ADDRESS, 60, 90)))), AT);

        assertThat(bulk.read(data(), AT)).isEqualTo(new SharedEvent.Bindings(XID, BASE, List.of(), AT));
    }

    @Test
    @Tag("R5460-6.3-1")
    @Tag("R5460-6.3-6")
    void takesAnErrorForTheEndOfABulkQuery() {
        Status status = new Status(9, Octets.ofUtf8("no such link"));

        assertThat(bulk.read(new LeasequeryReply(XID, Dhcpv6Options.of(status)), AT))
                .isInstanceOf(BulkEvent.Refused.class);
        assertThat(bulk.read(new LeasequeryDone(XID, Dhcpv6Options.of(status)), AT))
                .isInstanceOf(BulkEvent.Refused.class);
    }

    private Binding only(ClientData data) {
        return bindings(data).get(0);
    }

    private List<Binding> bindings(ClientData data) {
        Dhcpv6Message reply = new LeasequeryReply(XID, Dhcpv6Options.of(new LqBaseTime(SINCE_2000), data));
        return ((SharedEvent.Bindings) live.read(reply, AT)).bindings();
    }

    private static LeasequeryData data(Dhcpv6Option... options) {
        return new LeasequeryData(
                XID, Dhcpv6Options.of(new LqBaseTime(SINCE_2000)).with(options));
    }

    /** A message whose only option is longer than the message. */
    private static MalformedFrame malformed(int type, int xid) {
        return frame(Octets.of(type, 0, 0, xid, 0, 45, 0, 9));
    }

    private static MalformedFrame frame(Octets octets) {
        return new MalformedFrame("short", 4, octets);
    }

    private static ClientData client(Dhcpv6Option... options) {
        return ClientData.of(options);
    }
}
