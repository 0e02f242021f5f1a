package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
