package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the octets of the Leasequery options mean. RFC 6926 section 6.2, RFC 7724 section 5.2. */
class OptionMeaningsTest {

    @Tag("R6926-6.2-1")
    @Test
    void statusIsACodeAndAText() {
        Dhcpv4Options options = decoded("97 06 02 62 79 65 c3 a9");

        assertThat(options.statusCode()).isEqualTo(Status.of(StatusCode.QUERY_TERMINATED, "byeé"));
    }

    @Tag("R6926-6.2-1")
    @Test
    void statusMayHaveNoText() {
        assertThat(decoded("97 01 00").statusCode()).isEqualTo(Status.of(StatusCode.SUCCESS, ""));
    }

    @Tag("R6926-6.2-1")
    @Test
    void statusTextMayBeLongerThanOneInstance() {
        String text = "x".repeat(1000);
        Dhcpv4Options options =
                Dhcpv4Options.builder().statusCode(StatusCode.UNSPEC_FAIL, text).build();

        Dhcpv4Message again = Fixture.decode(Fixture.encode(new DhcpLeaseQueryDone(Dhcpv4Header.reply(1), options)));

        assertThat(again.options().statusCode()).isEqualTo(Status.of(StatusCode.UNSPEC_FAIL, text));
    }

    @Tag("R7724-5.2.2-1")
    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS",
        "1, UNSPEC_FAIL",
        "2, QUERY_TERMINATED",
        "3, MALFORMED_QUERY",
        "4, NOT_ALLOWED",
        "5, DATA_MISSING",
        "6, CONNECTION_ACTIVE",
        "7, CATCH_UP_COMPLETE",
        "8, TLS_CONNECTION_REFUSED",
        "9, UNKNOWN",
        "255, UNKNOWN"
    })
    void statusCodesMeanWhatTheRfcsSay(int code, StatusCode meaning) {
        assertThat(new Status(code, "").meaning()).isEqualTo(meaning);
    }

    @Test
    void unknownStatusKeepsItsNumber() {
        assertThat(decoded("97 01 2a").statusCode()).isEqualTo(new Status(42, ""));
    }

    @Test
    void statusTextMustNotHoldANull() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Status(0, "a\0"));
    }

    @Tag("R6926-6.2-2")
    @Test
    void baseTimeIsUnsigned() {
        assertThat(decoded("98 04 ff ff ff ff").baseTime()).hasValue(4_294_967_295L);
    }

    @Tag("R6926-6.2-3")
    @Test
    void startTimeOfStateIsUnsigned() {
        assertThat(decoded("99 04 80 00 00 00").startTimeOfState()).hasValue(2_147_483_648L);
    }

    @Tag("R6926-6.2-4")
    @Test
    void queryTimesAreUnsigned() {
        Dhcpv4Options options = decoded("9a 04 80 00 00 00  9b 04 ff ff ff fe");

        assertThat(options.queryStartTime()).hasValue(2_147_483_648L);
        assertThat(options.queryEndTime()).hasValue(4_294_967_294L);
    }

    @Test
    void secondsBeyond32BitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dhcpv4Options.builder().baseTime(4_294_967_296L))
                .withMessage("option 152 holds 0 to 4294967295 seconds, not 4294967296");
    }

    @Tag("R6926-6.2-5")
    @ParameterizedTest
    @CsvSource({
        "1, AVAILABLE",
        "2, ACTIVE",
        "3, EXPIRED",
        "4, RELEASED",
        "5, ABANDONED",
        "6, RESET",
        "7, REMOTE",
        "8, TRANSITIONING",
        "0, UNKNOWN",
        "9, UNKNOWN",
        "255, UNKNOWN"
    })
    void statesMeanWhatTheRfcSays(int number, DhcpState state) {
        Dhcpv4Options options = decoded("9c 01 %02x".formatted(number));

        assertThat(options.dhcpState()).isEqualTo(state);
        assertThat(options.dhcpStateNumber()).hasValue(number);
    }

    @Tag("R6926-6.2-6")
    @Test
    void dataSourceIsTheLowestBit() {
        assertThat(IntStream.range(0, 256))
                .allSatisfy(flags -> assertThat(
                                decoded("9d 01 %02x".formatted(flags)).dataSource())
                        .isEqualTo(new DataSource(flags % 2 == 1)));
    }

    @Tag("R6926-6.2-6")
    @Test
    void dataSourceIsSentWithItsOtherBitsZero() {
        Dhcpv4Options options =
                Dhcpv4Options.builder().dataSource(DataSource.REMOTE).build();

        assertThat(options.get(OptionCode.DATA_SOURCE)).isEqualTo(Octets.of(1));
    }

    @Tag("R6926-6.2-7")
    @Test
    void vpnMayBeNamed() {
        VirtualSubnet vss = decoded("dd 04 00 61 62 63").vss();

        assertThat(vss).isEqualTo(VirtualSubnet.named("abc"));
    }

    @Tag("R6926-6.2-7")
    @Test
    void vpnMayBeAnRfc2685Identifier() {
        VirtualSubnet vss = decoded("dd 08 01 00 00 5e 00 00 00 01").vss();

        assertThat(vss).isEqualTo(VirtualSubnet.rfc2685(Octets.ofHex("00005e00000001")));
    }

    @Tag("R6926-6.2-7")
    @Test
    void vpnMayBeAllOfThem() {
        assertThat(decoded("dd 01 fe").vss()).isEqualTo(VirtualSubnet.ALL);
    }

    @Tag("R6926-6.2-7")
    @Test
    void vpnMayBeTheGlobalOne() {
        assertThat(decoded("dd 01 ff").vss()).isEqualTo(VirtualSubnet.GLOBAL);
    }

    @Test
    void vpnOfAnUnassignedTypeIsKept() {
        assertThat(decoded("dd 02 07 aa").vss()).isEqualTo(new VirtualSubnet(7, Octets.of(0xaa)));
    }

    @Test
    void vpnNameIsPrintableAscii() {
        assertThatIllegalArgumentException().isThrownBy(() -> VirtualSubnet.named("é"));
    }

    @Test
    void absentOptionsAreNullOrEmpty() {
        Dhcpv4Options options = Dhcpv4Options.NONE;

        assertThat(options.messageType()).isNull();
        assertThat(options.serverIdentifier()).isNull();
        assertThat(options.statusCode()).isNull();
        assertThat(options.dhcpState()).isNull();
        assertThat(options.dataSource()).isNull();
        assertThat(options.vss()).isNull();
        assertThat(options.relayAgentInformation()).isNull();
        assertThat(options.clientFqdn()).isNull();
        assertThat(options.hostName()).isNull();
        assertThat(options.leaseTime()).isEmpty();
        assertThat(options.associatedIp()).isEmpty();
        assertThat(options.parameterRequestList()).isEmpty();
    }

    private static Dhcpv4Options decoded(String option) {
        return Fixture.decode(Fixture.replyWith("35 01 11 " + option + " ff")).options();
    }
}
