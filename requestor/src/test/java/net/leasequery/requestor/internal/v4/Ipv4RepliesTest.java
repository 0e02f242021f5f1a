package net.leasequery.requestor.internal.v4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DataSource;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryDone;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.DhcpLeaseUnknown;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.Refusal;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv4RepliesTest {

    private static final int XID = 7;
    private static final long BASE = 1_700_000_000;
    private static final LocalMoment AT = new LocalMoment(BASE * 1_000, 0);
    private static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");

    private final Ipv4Dialect dialect = new Ipv4Dialect(List.of(), null);
    private final Answer<ConversationEvent> live =
            dialect.active(new ActiveQuery(XID, null, AT)).answer();
    private final Answer<BulkEvent> bulk = dialect.bulk(new BulkRequest(XID, new BulkQuery.All(), Gap.SNAPSHOT))
            .answer();

    @Test
    @Tag("R6926-7.4-1")
    @Tag("trap-1")
    void countsTimesFromTheBaseTimeOfTheSameMessage() {
        Binding binding = binding(active(options()
                .startTimeOfState(50)
                .clientLastTransactionTime(30)
                .leaseTime(3_600)
                .renewalTime(1_800)
                .rebindingTime(3_000)));

        assertThat(binding.times().baseTime()).isEqualTo(new ServerTime(BASE));
        assertThat(binding.times().stateStart()).isEqualTo(new ServerTime(BASE - 50));
        assertThat(binding.times().lastTransaction()).isEqualTo(new ServerTime(BASE - 30));
        assertThat(binding.times().leaseExpiry()).isEqualTo(new ServerTime(BASE + 3_600));
        assertThat(binding.times().renewal()).isEqualTo(new ServerTime(BASE + 1_800));
        assertThat(binding.times().rebinding()).isEqualTo(new ServerTime(BASE + 3_000));
    }

    @Test
    void takesADurationThatBeganBefore1970ForNone() {
        Binding binding = binding(active(options().startTimeOfState(BASE + 1).clientLastTransactionTime(BASE)));

        assertThat(binding.times().stateStart()).isNull();
        assertThat(binding.times().lastTransaction()).isEqualTo(new ServerTime(0));
    }

    @Test
    @Tag("trap-1")
    void takesTheGreatestLeaseTimeForInfinity() {
        Binding binding = binding(active(options().leaseTime(0xffff_ffffL)));

        assertThat(binding.times().infiniteLease()).isTrue();
        assertThat(binding.times().leaseExpiry()).isNull();
    }

    @Test
    @Tag("trap-1")
    void readsUnsignedBaseTimesBeyond2038() {
        Binding binding = binding(active(Dhcpv4Options.builder().baseTime(4_000_000_000L)));

        assertThat(binding.times().baseTime()).isEqualTo(new ServerTime(4_000_000_000L));
    }

    @Test
    @Tag("R6926-7.3-2")
    @Tag("trap-6")
    void appliesTheServerIdentifierOfTheFirstReplyToTheOthers() {
        Binding first = binding(active(options().serverIdentifier(SERVER)));
        Binding second = binding(active(options()));

        assertThat(first.serverId()).isEqualTo("192.0.2.1");
        assertThat(second.serverId()).isEqualTo("192.0.2.1");
    }

    @Test
    @Tag("trap-6")
    void forgetsTheServerIdentifierWithTheQuery() {
        binding(active(options().serverIdentifier(SERVER)));
        Answer<ConversationEvent> another =
                dialect.active(new ActiveQuery(XID, null, AT)).answer();

        SharedEvent.Bindings reported = (SharedEvent.Bindings) another.read(active(options()), AT);

        assertThat(reported.bindings().get(0).serverId()).isNull();
    }

    @Test
    void takesTheServerIdentifierOfItsOwnAnswerOnly() {
        Dhcpv4Header foreign = Dhcpv4Header.reply(XID + 1).withCiaddr(Ipv4Address.parse("10.0.0.1"));
        live.read(
                new DhcpLeaseActive(foreign, options().serverIdentifier(SERVER).build()), AT);

        assertThat(binding(active(options())).serverId()).isNull();
    }

    @Test
    @Tag("R7724-5.2.2-2")
    @Tag("trap-9")
    void takesAStatusInABindingForTheBindingsOwn() {
        String text = "set\tby hand ".repeat(40);

        Binding binding = binding(active(options().statusCode(StatusCode.UNSPEC_FAIL, text)));

        assertThat(binding.statusCode()).isEqualTo(1);
        assertThat(binding.statusMessage()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Remark",
        "1, Refused",
        "2, QueryTerminated",
        "3, Refused",
        "4, Refused",
        "5, DataMissing",
        "6, KeepAlive",
        "7, CatchUpComplete",
        "8, Refused",
        "99, Refused"
    })
    @Tag("R7724-5.2.2-2")
    @Tag("R7724-5.2.2-3")
    @Tag("trap-9")
    @Tag("trap-15")
    void takesAStatusMessageForAWordOnTheWholeStream(int code, String event) {
        Dhcpv4Message status = new DhcpLeaseQueryStatus(
                Dhcpv4Header.reply(XID),
                options().statusCode(new Status(code, "text")).build());

        assertThat(live.read(status, AT))
                .extracting(reported -> reported.getClass().getSimpleName())
                .isEqualTo(event);
    }

    @Test
    @Tag("R7724-5.2.2-3")
    void takesAnAbsentStatusForSuccess() {
        Dhcpv4Message status =
                new DhcpLeaseQueryStatus(Dhcpv4Header.reply(XID), options().build());

        assertThat(live.read(status, AT)).isInstanceOf(ConversationEvent.Remark.class);
    }

    @Test
    @Tag("R7724-7.4-7")
    @Tag("trap-17")
    void keepsTheBaseTimeOfAGoodbye() {
        Dhcpv4Message goodbye = new DhcpLeaseQueryDone(
                Dhcpv4Header.reply(XID),
                options().statusCode(StatusCode.QUERY_TERMINATED, "shutdown").build());

        assertThat(live.read(goodbye, AT))
                .isEqualTo(new ConversationEvent.QueryTerminated(XID, new ServerTime(BASE), "shutdown", AT));
    }

    @Test
    @Tag("R6926-7.3-7")
    @Tag("trap-10")
    void takesTheClientOfAnUnassignedAddressForHistory() {
        Dhcpv4Message reply = new DhcpLeaseUnassigned(
                header("10.0.0.1"), options().dhcpState(DhcpState.RELEASED).build());

        Binding binding = binding(reply);

        assertThat(binding.state()).isEqualTo(BindingState.RELEASED);
        assertThat(binding.client().hardwareAddress()).isEqualTo(new HardwareAddress(1, Octets.of(2, 0, 0, 0, 0, 1)));
    }

    @Test
    @Tag("trap-10")
    void makesNoGuessAtTheStateOfAnUnassignedAddress() {
        assertThat(binding(new DhcpLeaseUnassigned(header("10.0.0.1"), options().build()))
                        .state())
                .isEqualTo(BindingState.UNKNOWN);
    }

    @Test
    @Tag("R6926-8.3-2")
    @Tag("trap-11")
    void takesAnActiveLeaseWithoutStateForActiveAndLocal() {
        Binding binding = binding(active(options()));

        assertThat(binding.state()).isEqualTo(BindingState.ACTIVE);
        assertThat(binding.remote()).isFalse();
    }

    @Test
    @Tag("trap-11")
    void tellsWhatAPartnerServerDid() {
        assertThat(binding(active(options().dataSource(DataSource.REMOTE))).remote())
                .isTrue();
    }

    @Test
    @Tag("trap-12")
    void keepsUnknownOptions() {
        Binding binding = binding(active(options().option(224, Octets.ofHex("0102"))));

        assertThat(binding.options()).containsEntry(224, Octets.ofHex("0102"));
    }

    @Test
    @Tag("R7724-7.4-8")
    void ignoresAssociatedIp() {
        Binding binding = binding(active(options().associatedIp(List.of(SERVER))));

        assertThat(binding.options()).doesNotContainKey(OptionCode.ASSOCIATED_IP);
    }

    @Test
    @Tag("R7724-7.4-5")
    void takesABindingWithoutAddressForMalformed() {
        Dhcpv4Message nowhere = new DhcpLeaseActive(
                Dhcpv4Header.reply(XID), options().leaseTime(3_600).build());

        assertThat(live.read(nowhere, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
        assertThat(bulk.read(nowhere, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
    }

    @Test
    void takesALeaseThatTellsNothingForAKeepAliveAndCountsIt() {
        Dhcpv4Message nothing = new DhcpLeaseActive(
                Dhcpv4Header.reply(XID), options().serverIdentifier(SERVER).build());

        assertThat(live.read(nothing, AT)).isEqualTo(new ConversationEvent.KeepAlive(XID, new ServerTime(BASE), AT));
        assertThat(dialect.toleratedFaults().leasesWithoutBinding()).isOne();
        assertThat(bulk.read(nothing, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
    }

    /** It keeps the binding apart by its VPN: nobody knows it but by that. */
    @Test
    void countsBindingsOfAVpnThatWasNotAskedFor() {
        Binding blue = binding(active(options().vss(VirtualSubnet.named("blue"))));
        Binding byDefault = binding(active(options()));
        Binding global = binding(active(options().vss(VirtualSubnet.GLOBAL)));
        bulk.read(active(options().vss(VirtualSubnet.named("blue"))), AT);

        assertThat(blue.address().key()).isNotEqualTo(byDefault.address().key());
        assertThat(global.address().key()).isEqualTo(byDefault.address().key());
        assertThat(dialect.toleratedFaults().bindingsOfOtherVpns()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"blue, 1", "red, 2", "ALL, 0"})
    void countsBindingsOfOtherVpnsThanTheOneAskedFor(String asked, int expected) {
        VirtualSubnet vpn = asked.equals("ALL") ? VirtualSubnet.ALL : VirtualSubnet.named(asked);
        Ipv4Dialect ofVpn = new Ipv4Dialect(List.of(), vpn);
        Answer<ConversationEvent> answer =
                ofVpn.active(new ActiveQuery(XID, null, AT)).answer();
        answer.read(active(options().vss(VirtualSubnet.named("blue"))), AT);
        answer.read(active(options()), AT);

        assertThat(ofVpn.toleratedFaults().bindingsOfOtherVpns()).isEqualTo(expected);
    }

    @Test
    void takesALeaseWithoutAddressThatNamesItsClientOrAnErrorForMalformed() {
        Dhcpv4Message client = new DhcpLeaseActive(
                Dhcpv4Header.reply(XID).withHardwareAddress(1, Octets.of(2, 0, 0, 0, 0, 1)),
                options().build());
        Dhcpv4Message error = new DhcpLeaseActive(
                Dhcpv4Header.reply(XID),
                options().statusCode(StatusCode.DATA_MISSING, "").build());

        assertThat(live.read(client, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
        assertThat(live.read(error, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
    }

    @Test
    @Tag("R6926-7.3-3")
    void takesAnUnknownLeaseInABulkAnswerForMalformed() {
        Dhcpv4Message unknown =
                new DhcpLeaseUnknown(header("10.0.0.1"), options().build());

        assertThat(bulk.read(unknown, AT)).isInstanceOf(SharedEvent.MalformedMessage.class);
        assertThat(live.read(unknown, AT)).isInstanceOf(SharedEvent.UnexpectedMessage.class);
    }

    @Test
    @Tag("R6926-7.3-5")
    void takesAnEndWithoutStatusForSuccess() {
        assertThat(bulk.read(done(options()), AT)).isEqualTo(new BulkEvent.Done(XID, new ServerTime(BASE), AT));
    }

    @ParameterizedTest
    @CsvSource({"1, FAILED", "2, FAILED", "3, MALFORMED_QUERY", "4, NOT_ALLOWED", "5, FAILED", "99, NOT_UNDERSTOOD"})
    @Tag("R6926-7.3-6")
    void takesAnEndWithAnErrorForARefusal(int code, Refusal refusal) {
        BulkEvent event = bulk.read(done(options().statusCode(new Status(code, "no"))), AT);

        assertThat(event).isInstanceOfSatisfying(BulkEvent.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.detail()).contains("(" + code + "): no");
        });
    }

    @Test
    void boundsAndCleansWhatAServerSays() {
        String words = "no\nway ".repeat(200);

        BulkEvent event = bulk.read(done(options().statusCode(StatusCode.UNSPEC_FAIL, words.substring(0, 250))), AT);

        assertThat(((BulkEvent.Refused) event).detail()).doesNotContain("\n").hasSizeLessThan(320);
    }

    private Binding binding(Dhcpv4Message reply) {
        return ((SharedEvent.Bindings) live.read(reply, AT)).bindings().get(0);
    }

    private static Dhcpv4Message done(Dhcpv4OptionsBuilder options) {
        return new DhcpLeaseQueryDone(Dhcpv4Header.reply(XID), options.build());
    }

    private static Dhcpv4Message active(Dhcpv4OptionsBuilder options) {
        return new DhcpLeaseActive(header("10.0.0.1"), options.build());
    }

    private static Dhcpv4OptionsBuilder options() {
        return Dhcpv4Options.builder().baseTime(BASE);
    }

    private static Dhcpv4Header header(String address) {
        return Dhcpv4Header.reply(XID)
                .withCiaddr(Ipv4Address.parse(address))
                .withHardwareAddress(1, Octets.of(2, 0, 0, 0, 0, 1));
    }
}
