package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each malformation is told with its offset and its reason. The options start at octet 240. */
class MalformationsTest {

    private static final String TYPE = "35 01 0d\n";

    @Test
    void emptyMessage() {
        assertMalformed(Octets.EMPTY, 0, "a DHCPv4 message has 240 octets or more, this one 0");
    }

    @Tag("R2131-1")
    @Test
    void messageWithoutARoomForTheMagicCookie() {
        assertMalformed(Fixture.octets("02 00*238"), 239, "a DHCPv4 message has 240 octets or more, this one 239");
    }

    @Tag("R2131-1")
    @Test
    void wrongMagicCookie() {
        assertMalformed(
                Fixture.octets("02 00*235  63 82 53 64  35 01 0d ff"), 236, "magic cookie is 63825364, not 63825363");
    }

    @Test
    void hardwareAddressLongerThanItsField() {
        assertMalformed(
                Fixture.octets("02 01 11 00*233  63 82 53 63  35 01 0d ff"), 2, "hlen is 17, chaddr has 16 octets");
    }

    @Test
    void noMessageType() {
        assertMalformed(Fixture.replyWith("ff"), 240, "no dhcp-message-type (option 53)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 19, 255})
    void messageTypeThatDoesNotBelongOnTheConnection(int type) {
        assertMalformed(
                Fixture.replyWith("35 01 %02x ff".formatted(type)),
                242,
                "dhcp-message-type " + type + " does not belong on a Leasequery connection");
    }

    @Tag("R3396-1")
    @Test
    void messageTypeTwice() {
        assertMalformed(Fixture.replyWith(TYPE + "35 01 0d ff"), 242, "option 53 must have 1 octet, has 2");
    }

    @Test
    void optionWithoutALength() {
        assertMalformed(Fixture.replyWith(TYPE + "0c"), 243, "option 12 has no length");
    }

    @Test
    void optionThatIsCutOff() {
        assertMalformed(Fixture.replyWith(TYPE + "0c 04 68 6f"), 243, "option 12 claims 4 octets, 2 are left");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 91, 152, 153, 154, 155})
    void fourOctetOptionOfAnotherLength(int code) {
        assertMalformed(
                Fixture.replyWith(TYPE + "%02x 03 00 00 00 ff".formatted(code)),
                245,
                "option " + code + " must have 4 octets, has 3");
    }

    @ParameterizedTest
    @CsvSource({
        "dd 00 ff, VSS without a type",
        "dd 02 01 00 ff, 'VSS type 1 must carry 7 octets, carries 1'",
        "dd 02 fe 00 ff, 'VSS type 254 must carry nothing, carries 1 octets'",
        "dd 02 ff 00 ff, 'VSS type 255 must carry nothing, carries 1 octets'"
    })
    void virtualSubnetThatItsTypeForbids(String option, String reason) {
        assertMalformed(Fixture.replyWith(TYPE + option), 245, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "01 01 61 02, 3, sub-option 2 of option 82 has no length",
        "01 01 61 02 09, 3, 'sub-option 2 of option 82 claims 9 octets, 0 are left'",
        "01 01 61 01 01 62, 3, sub-option 1 of option 82 comes a second time"
    })
    void relayAgentInformationThatMustBeWellFormed(String value, int offset, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> RelayAgentInformation.decode(Fixture.octets(value)))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Tag("R2132-1")
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 255})
    void overloadOfNoFieldWhereAFieldMayHoldOptions(int value) {
        Octets message = Fixture.octets(
                "02 00*43  0c 01 62 00*61  00*128  63 82 53 63  35 01 0d 34 01 %02x ff".formatted(value));

        assertMalformed(message, 245, "option overload must be 1, 2 or 3, is " + value);
    }

    @Test
    void optionInAnOverloadedFieldThatReachesBeyondIt() {
        Octets message = Fixture.octets("""
                02 00*43                        # op, zeros up to sname
                00*62 0c 04                     # sname: host name of 4 octets, at offset 106
                00*128                          # file
                63 82 53 63  35 01 0d
                34 01 02                        # option overload: sname holds options
                ff
                """);

        assertMalformed(message, 106, "option 12 claims 4 octets, 0 are left");
    }

    @Test
    void messageOfTheExceptionTellsOffsetAndReason() {
        assertThat(new MalformedMessageException(7, "why")).hasMessage("malformed message at octet 7: why");
    }

    private static void assertMalformed(Octets message, int offset, String reason) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> Fixture.decode(message))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
