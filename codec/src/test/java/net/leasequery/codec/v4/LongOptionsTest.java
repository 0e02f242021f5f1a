package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Options in several parts and in several fields. RFC 3396, RFC 2132 section 9.3. */
class LongOptionsTest {

    @Tag("R3396-1")
    @Test
    void instancesOfAnOptionAreJoinedInOrder() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("""
                35 01 0d
                0c 02 61 62                     # "ab"
                98 04 00 00 00 01               # something between
                0c 01 63                        # "c"
                ff
                """));

        assertThat(decoded.options().hostName()).isEqualTo("abc");
    }

    @Tag("R3396-1")
    @Test
    void joinedOptionStandsWhereItFirstAppeared() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 0d 0c 01 61 98 04 00*4 0c 01 63 ff"));

        assertThat(decoded.options().all().stream().map(Option::code)).containsExactly(53, 12, 152);
    }

    @Tag("R3396-1")
    @Test
    void valueOf255OctetsStaysWhole() {
        Octets encoded = Fixture.encode(activeWith(224, Fixture.octets("aa*255")));

        assertThat(encoded).isEqualTo(Fixture.replyWith("35 01 0d  e0 ff aa*255  ff"));
    }

    @Tag("R3396-1")
    @Test
    void valueOver255OctetsIsSplit() {
        Octets encoded = Fixture.encode(activeWith(224, Fixture.octets("aa*255 bb*255 cc")));

        assertThat(encoded).isEqualTo(Fixture.replyWith("35 01 0d  e0 ff aa*255  e0 ff bb*255  e0 01 cc  ff"));
    }

    @Tag("R3396-1")
    @Test
    void fixedSizeOptionMayBeSplitToo() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("35 01 0d 98 01 65 98 03 00 00 01 ff"));

        assertThat(decoded.options().baseTime()).hasValue(0x65000001L);
    }

    @Tag("R3396-1")
    @Test
    void longSubOptionOfOption82IsSplitAndJoined() {
        Octets remoteId = Fixture.octets("aa*255 bb");
        RelayAgentInformation relay =
                RelayAgentInformation.builder().remoteId(remoteId).build();

        Octets encoded = relay.encode();

        assertThat(encoded).isEqualTo(Fixture.octets("02 ff aa*255  02 01 bb"));
        assertThat(RelayAgentInformation.decode(encoded).remoteId()).isEqualTo(remoteId);
    }

    @Tag("R3396-1")
    @Test
    void option82MayBeSplitInTheMiddleOfASubOption() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.replyWith("""
                35 01 0d
                52 03 01 04 65                  # circuit-id of 4 octets, the first one of them
                52 03 74 68 30                  # the others
                ff
                """));

        assertThat(decoded.options().relayAgentInformation())
                .isEqualTo(RelayAgentInformation.builder()
                        .circuitId(Octets.ofUtf8("eth0"))
                        .build());
    }

    @Tag("R3396-2")
    @Tag("R2132-1")
    @Test
    void overloadJoinsOptionsThenFileThenSname() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.octets("""
                02 00*43                        # op, zeros up to sname
                0c 01 63 ff 00*60               # sname: host name, third part
                0c 01 62 ff 00*124              # file: host name, second part
                63 82 53 63
                35 01 0d
                34 01 03                        # option overload: both fields          RFC 2132 9.3
                0c 01 61                        # host name, first part
                ff
                """));

        assertThat(decoded.options().hostName()).isEqualTo("abc");
        assertThat(decoded.header().sname()).isEqualTo(Octets.EMPTY);
        assertThat(decoded.header().file()).isEqualTo(Octets.EMPTY);
    }

    @Tag("R2132-1")
    @Test
    void overloadOfFileLeavesSnameAlone() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.octets("""
                02 00*43                        # op, zeros up to sname
                73 00*63                        # sname "s"
                0c 01 62 ff 00*124              # file: host name
                63 82 53 63
                35 01 0d  34 01 01  ff          # option overload: file
                """));

        assertThat(decoded.options().hostName()).isEqualTo("b");
        assertThat(decoded.header().sname()).isEqualTo(Octets.ofUtf8("s"));
    }

    @Tag("R2132-1")
    @Test
    void overloadOfSnameLeavesFileAlone() {
        Dhcpv4Message decoded = Fixture.decode(Fixture.octets("""
                02 00*43                        # op, zeros up to sname
                0c 01 62 00*61                  # sname: host name, without an end option
                66 00*127                       # file "f"
                63 82 53 63
                35 01 0d  34 01 02  ff          # option overload: sname
                """));

        assertThat(decoded.options().hostName()).isEqualTo("b");
        assertThat(decoded.header().file()).isEqualTo(Octets.ofUtf8("f"));
    }

    @Tag("R2132-1")
    @Test
    void withoutOverloadTheFieldsAreNotReadAsOptions() {
        Dhcpv4Message decoded =
                Fixture.decode(Fixture.octets("02 00*43  0c 01 62 00*61  66 00*127  63 82 53 63  35 01 0d ff"));

        assertThat(decoded.options().contains(OptionCode.HOST_NAME)).isFalse();
        assertThat(decoded.header().sname()).isEqualTo(Octets.of(0x0c, 1, 0x62));
    }

    @Test
    void overloadIsNotKeptBecauseTheEncoderDoesNotUseIt() {
        Dhcpv4Message decoded =
                Fixture.decode(Fixture.octets("02 00*43 00*64 00*128 63 82 53 63 35 01 0d 34 01 03 ff"));

        assertThat(decoded.options().contains(OptionCode.OVERLOAD)).isFalse();
    }

    private static DhcpLeaseActive activeWith(int code, Octets value) {
        return new DhcpLeaseActive(
                Dhcpv4Header.reply(0x00c0ffee),
                Dhcpv4Options.builder().option(code, value).build());
    }
}
