package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.junit.jupiter.api.Test;

/** The sub-options of option 82. RFC 3046 section 2.0 and those that added to it. */
class RelayAgentInformationTest {

    private static final RelayAgentInformation ALL = RelayAgentInformation.decode(Fixture.octets("""
            01 01 c1                            # circuit-id                              RFC 3046 3.1
            02 01 d2                            # remote-id                               RFC 3046 3.2
            05 04 c0 00 02 00                   # link-selection                          RFC 3527 3
            06 01 e3                            # subscriber-id                           RFC 3993 2
            07 01 f4                            # RADIUS attributes                       RFC 4014 3
            08 01 a5                            # authentication                          RFC 4030 4
            09 01 b6                            # vendor-specific information             RFC 4243 3
            0a 01 80                            # flags                                   RFC 5010 2
            0b 04 c0 00 02 02                   # server-identifier-override              RFC 5107 4
            0c 03 00 03 01                      # relay-id                                RFC 6925 5
            13 00                               # relay source port                       RFC 8357 4.1
            97 02 00 76                         # VSS                                     RFC 6607 3.2
            98 00                               # VSS-control                             RFC 6607 3.3
            00 01 07                            # 0 is no pad here                        RFC 3046 2.0
            ff 01 08                            # and 255 no end                          RFC 3046 2.0
            """));

    @Test
    void tellsOpaqueSubOptions() {
        assertThat(ALL.circuitId()).isEqualTo(Octets.of(0xc1));
        assertThat(ALL.remoteId()).isEqualTo(Octets.of(0xd2));
        assertThat(ALL.subscriberId()).isEqualTo(Octets.of(0xe3));
        assertThat(ALL.radiusAttributes()).isEqualTo(Octets.of(0xf4));
        assertThat(ALL.authentication()).isEqualTo(Octets.of(0xa5));
        assertThat(ALL.vendorSpecific()).isEqualTo(Octets.of(0xb6));
        assertThat(ALL.relayId()).isEqualTo(Octets.of(0, 3, 1));
    }

    @Test
    void tellsAddresses() {
        assertThat(ALL.linkSelection()).isEqualTo(Ipv4Address.parse("192.0.2.0"));
        assertThat(ALL.serverIdentifierOverride()).isEqualTo(Ipv4Address.parse("192.0.2.2"));
    }

    @Test
    void tellsFlagsAndPresence() {
        assertThat(ALL.flags()).hasValue(0x80);
        assertThat(ALL.relayPort()).isTrue();
        assertThat(ALL.vssControl()).isTrue();
    }

    @Test
    void tellsTheVpn() {
        assertThat(ALL.vss()).isEqualTo(VirtualSubnet.named("v"));
    }

    @Test
    void knowsNeitherPadNorEnd() {
        assertThat(ALL.get(0)).isEqualTo(Octets.of(7));
        assertThat(ALL.get(255)).isEqualTo(Octets.of(8));
    }

    @Test
    void isWrittenAsItWasRead() {
        assertThat(RelayAgentInformation.decode(ALL.encode())).isEqualTo(ALL);
    }

    @Test
    void mayBeEmpty() {
        assertThat(RelayAgentInformation.decode(Octets.EMPTY).subOptions()).isEmpty();
    }

    @Test
    void holdsEachCodeOnce() {
        Option one = new Option(1, Octets.EMPTY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelayAgentInformation(List.of(one, one)))
                .withMessage("sub-option 1 appears twice");
    }

    @Test
    void settingASubOptionAgainReplacesIt() {
        RelayAgentInformation built = RelayAgentInformation.builder()
                .circuitId(Octets.of(1))
                .circuitId(Octets.of(2))
                .build();

        assertThat(built.subOptions()).containsExactly(new Option(1, Octets.of(2)));
    }
}
