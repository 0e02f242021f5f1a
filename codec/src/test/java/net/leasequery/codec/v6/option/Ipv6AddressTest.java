package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    @ParameterizedTest
    @CsvSource({
        // leading zeros, RFC 5952 section 4.1
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "1:0000:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        // as short as possible, section 4.2.1
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        // never for one field, section 4.2.2
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:1:1:1:1:1:1:1, 0:1:1:1:1:1:1:1",
        "1:1:1:1:1:1:1:0, 1:1:1:1:1:1:1:0",
        // the longest run, and the first of equal ones, section 4.2.3
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:1:1:1:1:0:0, ::1:1:1:1:0:0",
        "0:0:1:1:1:0:0:0, 0:0:1:1:1::",
        // lower case, section 4.3
        "2001:DB8:ABCD:EF::A, 2001:db8:abcd:ef::a"
    })
    void writesTheOneCanonicalText(String text, String canonical) {
        assertThat(Ipv6Address.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "192.0.2.1",
                "fe80::1%eth0",
                "[::1]",
                "::1/64",
                "host",
                " ::1"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv6Address.parse(text))
                .withMessage("not an IPv6 address: " + text);
    }

    @Test
    void staysAnIpv6AddressWhenItMapsAnIpv4One() {
        Ipv6Address mapped = new Ipv6Address(0, 0x0000ffffc0000201L);

        assertThat(Ipv6Address.parse(mapped.toString())).isEqualTo(mapped);
        assertThat(mapped.toString()).startsWith("::ffff:");
    }

    @Property
    void parsesItsOwnTextToTheSameAddress(@ForAll long high, @ForAll long low) {
        Ipv6Address address = new Ipv6Address(high, low);

        assertThat(Ipv6Address.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void meansWhatTheJdkReadsFromItsText(@ForAll long high, @ForAll boolean zeros) throws UnknownHostException {
        Ipv6Address address = new Ipv6Address(zeros ? high & 0xffff_0000_ffff_0000L : high, high & 0xffffL);

        byte[] read = Inet6Address.getByName(address.toString()).getAddress();

        assertThat(read).isEqualTo(address.toByteArray());
    }

    @Test
    void isOrderedLikeTheAddressSpace() {
        assertThat(Ipv6Address.parse("ffff::")).isGreaterThan(Ipv6Address.parse("2001:db8::1"));
        assertThat(Ipv6Address.parse("2001:db8::8000:0:0:0")).isGreaterThan(Ipv6Address.parse("2001:db8::1"));
        assertThat(Ipv6Address.parse("2001:db8::1")).isEqualByComparingTo(Ipv6Address.parse("2001:db8:0::1"));
    }

    @Test
    void knowsTheUnspecifiedAddress() {
        assertThat(Ipv6Address.parse("::").isUnspecified()).isTrue();
        assertThat(Ipv6Address.parse("::1").isUnspecified()).isFalse();
    }

    /** The texts are keys in Kafka: they stay what Netty made of an address when versions before had it write them. */
    @Property
    void writesWhatNettyWrites(@ForAll @Size(8) List<@IntRange(min = 0, max = 5) Integer> kinds, @ForAll long any)
            throws UnknownHostException {
        ByteBuffer octets = ByteBuffer.allocate(Ipv6Address.OCTETS);
        for (int i = 0; i < kinds.size(); i++) {
            octets.putShort((short)
                    switch (kinds.get(i)) {
                        case 0, 1, 2 -> 0;
                        case 3 -> 0xffff;
                        case 4 -> any >>> (i * 8) & 0xf;
                        default -> any >>> (i * 6);
                    });
        }
        octets.flip();
        Inet6Address same = Inet6Address.getByAddress(null, octets.array(), -1);

        assertThat(new Ipv6Address(octets.getLong(), octets.getLong())).hasToString(NetUtil.toAddressString(same));
    }
}
