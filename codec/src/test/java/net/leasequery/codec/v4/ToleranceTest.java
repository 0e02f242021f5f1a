package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real servers and clients write and no RFC blesses costs no binding. */
class ToleranceTest {

    @Test
    void optionsMayRunToTheEndOfTheFrameWithoutAnEndOption() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 0d  0c 01 61"));

        assertThat(decoded.options().hostName()).isEqualTo("a");
    }

    @Test
    void whatFollowsTheEndOptionIsPadding() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 0d ff 00*40 0c 01 61"));

        assertThat(decoded.options().contains(OptionCode.HOST_NAME)).isFalse();
    }

    @Tag("R2131-1")
    @Test
    void padsBetweenOptionsAreSkipped() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("00 00 35 01 0d 00 0c 01 61 ff"));

        assertThat(decoded).isEqualTo(Fixture.decode(Fixture.replyWith("35 01 0d 0c 01 61 ff")));
    }

    @Test
    void messageTypeIsFoundWhereverItStands() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("0c 01 61 35 01 0d ff"));

        assertThat(decoded.options().all().get(0).code()).isEqualTo(OptionCode.MESSAGE_TYPE);
    }

    @Test
    void padOfChaddrIsNotPartOfTheHardwareAddress() {
        Octets message = Fixture.octets("02 01 02 00 00*24 aa bb cc*14 00*192 63 82 53 63 35 01 0d ff");

        assertThat(Fixture.decode(message).header().chaddr()).isEqualTo(Octets.of(0xaa, 0xbb));
    }

    @Test
    void unknownOptionsOfAnyCodeAndLengthAreKept() {
        Octets message = Fixture.replyWith("35 01 0d  fe 00  80 03 01 02 03 ff");

        assertThat(Fixture.encode(Fixture.decode(message))).isEqualTo(message);
    }

    @Test
    void nullsInAStatusTextAreDropped() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 11 97 05 05 61 00 62 00 ff"));

        assertThat(decoded.options().statusCode()).isEqualTo(Status.of(StatusCode.DATA_MISSING, "ab"));
    }

    @Test
    void nullAtTheEndOfAHostNameIsDropped() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 0d 0c 02 61 00 ff"));

        assertThat(decoded.options().hostName()).isEqualTo("a");
    }

    @Test
    void clientFqdnThatIsTooShortIsAbsentButKept() {
        Dhcpv4Options options =
                Fixture.decode(Fixture.replyWith("35 01 0d 51 02 01 00 ff")).options();

        assertThat(options.clientFqdn()).isNull();
        assertThat(options.get(OptionCode.CLIENT_FQDN)).isEqualTo(Octets.of(1, 0));
    }

    @Test
    void relaySubOptionOfTheWrongLengthIsAbsentButKept() {
        RelayAgentInformation relay = RelayAgentInformation.decode(Fixture.octets("05 01 c0  0a 00  97 02 01 00"));

        assertThat(relay.linkSelection()).isNull();
        assertThat(relay.flags()).isEmpty();
        assertThat(relay.vss()).isNull();
        assertThat(relay.subOptions()).hasSize(3);
    }

    @Tag("trap-19")
    @ParameterizedTest
    @CsvSource({
        "36 03 c0 00 02, 54",
        "3a 03 00 00 00, 58",
        "3b 05 00 00 00 00 01, 59",
        "9c 00, 156",
        "9c 02 02 02, 156",
        "9d 02 00 00, 157",
        "97 00, 151",
        "5c 00, 92",
        "5c 05 01 02 03 04 05, 92",
        "52 00, 82",
        "52 04 01 01 61 02, 82",
        "52 05 01 01 61 02 09, 82",
        "0c 00, 12",
        "3c 00, 60",
        "3d 00, 61",
        "4d 00, 77",
        "51 02 01 00, 81",
        "34 01 00, 52",
        "34 01 04, 52",
        "34 02 01 01, 52"
    })
    void optionOfTheWrongFormIsCountedAndKept(String option, int code) {
        Octets message = Fixture.replyWith("35 01 0d " + option + " 98 04 00 00 00 07 ff");

        Dhcpv4Options options = Fixture.decode(message).options();

        assertThat(options.isMalformed(code)).isTrue();
        assertThat(options.malformedCount()).isOne();
        assertThat(options.get(code)).isEqualTo(valueOf(option));
        assertThat(options.baseTime()).hasValue(7);
        assertThat(Fixture.encode(Fixture.decode(message))).isEqualTo(message);
    }

    @Test
    void subOptionsBeforeTheFirstFaultAreRead() {
        Dhcpv4Options options = Fixture.decode(Fixture.replyWith("35 01 0d 52 05 01 01 61 02 09 ff"))
                .options();

        assertThat(options.relayAgentInformation())
                .isEqualTo(RelayAgentInformation.builder()
                        .circuitId(Octets.ofUtf8("a"))
                        .build());
    }

    @Test
    void messageKeepsTheOctetsThatItWasReadFrom() {
        Octets received = Fixture.octets("02 00*43 00*64 00*128 63 82 53 63 00 0c 01 61 35 01 0d 34 01 03 00");

        assertThat(Fixture.decode(received).octets()).isEqualTo(received);
    }

    @Test
    void messageThatWasBuiltHasTheOctetsOfItsEncoding() {
        Dhcpv4Message built = new DhcpLeaseActive(Dhcpv4Header.reply(7), Dhcpv4Options.NONE);

        assertThat(built.octets()).isEqualTo(Fixture.encode(built));
    }

    private static Octets valueOf(String option) {
        Octets octets = Fixture.octets(option);
        return octets.slice(2, octets.length() - 2);
    }
}
