package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and with which words. */
class MalformedMessageTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // header
                "''                                      |  0 | 'a DHCPv6 message has 4 octets or more, this one 0'",
                "11 00 00                                |  3 | 'a DHCPv6 message has 4 octets or more, this one 3'",
                "00 00 00 01                             |  0 | 'msg-type 0 does not belong on a Leasequery connection'",
                "01 00 00 01                             |  0 | 'msg-type 1 does not belong on a Leasequery connection'",
                "0c 00 00 01                             |  0 | 'msg-type 12 does not belong on a Leasequery connection'",
                "ff 00 00 01                             |  0 | 'msg-type 255 does not belong on a Leasequery connection'",
                // option header
                "11 00 00 01 00                          |  4 | 'option-code needs 2 octets, has 1'",
                "11 00 00 01 00 64                       |  6 | 'option-len needs 2 octets, has 0'",
                "11 00 00 01 00 64 00                    |  6 | 'option-len needs 2 octets, has 1'",
                "11 00 00 01 00 64 00 04 00 00 00        |  8 | 'option 100 needs 4 octets, has 3'",
                "11 00 00 01 fd e9 ff ff                 |  8 | 'option 65001 needs 65535 octets, has 0'",
                "11 00 00 01 fd e9 00 01 00 fd e9        |  11 | 'option-len needs 2 octets, has 0'",
                // fixed lengths
                "11 00 00 01 00 64 00 03 00*3            |  8 | 'base-time needs 4 octets, has 3'",
                "11 00 00 01 00 64 00 05 00*5            | 12 | 'option 100 is longer than its form by 1'",
                "11 00 00 01 00 65 00 00                 |  8 | 'query-start-time needs 4 octets, has 0'",
                "11 00 00 01 00 66 00 08 00*8            | 12 | 'option 102 is longer than its form by 4'",
                "11 00 00 01 00 2e 00 02 00*2            |  8 | 'client-last-transaction-time needs 4 octets, has 2'",
                // least lengths
                "11 00 00 01 00 03 00 0b 00*11           | 16 | 'T2 needs 4 octets, has 3'",
                "11 00 00 01 00 19 00 04 00*4            | 12 | 'T1 needs 4 octets, has 0'",
                "11 00 00 01 00 04 00 03 00*3            |  8 | 'IAID needs 4 octets, has 3'",
                "11 00 00 01 00 05 00 0f 00*15           |  8 | 'IPv6-address needs 16 octets, has 15'",
                "11 00 00 01 00 05 00 17 00*23           | 28 | 'valid-lifetime needs 4 octets, has 3'",
                "11 00 00 01 00 1a 00 18 00*24           | 17 | 'IPv6-prefix needs 16 octets, has 15'",
                "11 00 00 01 00 2c 00 00                 |  8 | 'query-type needs 1 octets, has 0'",
                "11 00 00 01 00 2c 00 10 00*16           |  9 | 'link-address needs 16 octets, has 15'",
                // values
                "11 00 00 01 00 1a 00 19 00*8 81 00*16   | 16 | 'prefix-length is 129, more than 128'",
                "11 00 00 01 00 44 00 00                 |  8 | 'VSS without a type'",
                "11 00 00 01 00 44 00 02 ff 00           |  8 | 'VSS type 255 must carry nothing, carries 1 octets'",
                "11 00 00 01 00 44 00 02 01 00           |  8 | 'VSS type 1 must carry 7 octets, carries 1'",
                // within other options
                "11 00 00 01 00 2d 00 03 00 64 00        | 10 | 'option-len needs 2 octets, has 1'",
                "11 00 00 01 00 2d 00 06 00 2e 00 04 00 00 00 00 | 12 | 'option 46 needs 4 octets, has 2'",
            })
    void refuses(String hex, int offset, String reason) {
        Octets octets = Fixture.octets(hex);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> new Dhcpv6Decoder().decode(Fixture.buffer(octets)))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
