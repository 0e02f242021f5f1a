package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseQueryReply.ReplyKind;
import net.leasequery.codec.v4.LeasequeryRequest.RequestKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and options as values, before any encoding. */
class MessageHierarchyTest {

    @Test
    void messageTypeIsPutInFrontOfTheOptions() {
        Dhcpv4Message message = new DhcpLeaseQueryStatus(
                Dhcpv4Header.reply(1), Dhcpv4Options.builder().baseTime(7).build());

        assertThat(message.options().all().get(0)).isEqualTo(new Option(OptionCode.MESSAGE_TYPE, Octets.of(17)));
        assertThat(message.options().messageType()).isEqualTo(MessageType.DHCPLEASEQUERYSTATUS);
    }

    @Test
    void optionsOfOneMessageDoNotFitAnother() {
        Dhcpv4Options options = new DhcpLeaseActive(Dhcpv4Header.reply(1), Dhcpv4Options.NONE).options();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DhcpLeaseUnassigned(Dhcpv4Header.reply(1), options))
                .withMessage("options of a DHCPLEASEACTIVE in a DHCPLEASEUNASSIGNED");
    }

    @Test
    void transactionIdIsTheXid() {
        assertThat(QuerySamples.ACTIVE.value().transactionId()).isEqualTo(-1);
    }

    @Test
    void dhcpTlsIsBothRequestAndReply() {
        DhcpTls tls = new DhcpTls(Dhcpv4Header.request(1), Dhcpv4Options.NONE);

        assertThat(tls.requestKind()).isEqualTo(RequestKind.TLS);
        assertThat(tls.replyKind()).isEqualTo(ReplyKind.TLS);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void messageTypesAreFoundByTheirCode(MessageType type) {
        assertThat(MessageType.of(type.code())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 52, 53, 255})
    void optionsOfTheEncodingAreNotSetByHand(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dhcpv4Options.builder().option(code, Octets.of(13)));
    }

    @Test
    void settingAnOptionAgainReplacesItInItsPlace() {
        Dhcpv4Options options =
                Dhcpv4Options.builder().hostName("a").baseTime(1).hostName("b").build();

        assertThat(options.hostName()).isEqualTo("b");
        assertThat(options.all().stream().map(Option::code)).containsExactly(12, 152);
    }

    @Test
    void builderRefusesAKnownOptionOfTheWrongLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dhcpv4Options.builder().option(OptionCode.BASE_TIME, Octets.of(1)))
                .withMessage("option 152 must have 4 octets, has 1");
    }

    @Test
    void headerRefusesAHardwareAddressOf17Octets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dhcpv4Header.reply(1).withHardwareAddress(1, Octets.copyOf(new byte[17])))
                .withMessage("octets of chaddr must be 0 to 16, is 17");
    }

    @Test
    void builderStartsFromOtherOptions() {
        Dhcpv4Options changed = BindingSamples.UNASSIGNED.value().options().toBuilder()
                .startTimeOfState(9)
                .build();

        assertThat(changed.startTimeOfState()).hasValue(9);
        assertThat(changed.dhcpState()).isEqualTo(DhcpState.RELEASED);
    }
}
