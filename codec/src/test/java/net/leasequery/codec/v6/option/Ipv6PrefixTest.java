package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1::/48, 2001:db8:1::/48",
        "2001:db8:1:2::3/48, 2001:db8:1::/48",
        "2001:db8:1:2:3:4:5:6/65, 2001:db8:1:2::/65",
        "2001:db8:1:2:ffff::/65, 2001:db8:1:2:8000::/65",
        "2001:db8::ff/64, 2001:db8::/64",
        "ffff::/0, ::/0",
        "2001:db8::ff/128, 2001:db8::ff/128",
        "2001:db8::ff/127, 2001:db8::fe/127"
    })
    void clearsTheBitsBeyondItsLength(String text, String canonical) {
        assertThat(Ipv6Prefix.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2001:db8::", "2001:db8::/", "2001:db8::/x", "2001:db8::/-1", "2001:db8::/129", "/64"})
    void refusesWhatIsNoPrefix(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ipv6Prefix.parse(text));
    }

    @Test
    void containsTheAddressesThatStartWithIt() {
        Ipv6Prefix prefix = Ipv6Prefix.parse("2001:db8:1::/48");

        assertThat(prefix.contains(Ipv6Address.parse("2001:db8:1:ffff::1"))).isTrue();
        assertThat(prefix.contains(Ipv6Address.parse("2001:db8:2::1"))).isFalse();
    }

    @Test
    void makesPrefixesEqualThatDifferInMeaninglessBitsOnly() {
        IaPrefix asSent = new IaPrefix(1, 2, 48, Ipv6Address.parse("2001:db8:1::1"), Dhcpv6Options.NONE);

        assertThat(asSent.prefixAddress()).hasToString("2001:db8:1::1");
        assertThat(asSent.prefix()).isEqualTo(Ipv6Prefix.parse("2001:db8:1::/48"));
    }

    @Property
    void keepsExactlyTheLeadingBits(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(max = Ipv6Prefix.MAX_LENGTH) int length) {
        Ipv6Address prefix = new Ipv6Prefix(new Ipv6Address(high, low), length).address();

        for (int bit = 0; bit < Ipv6Prefix.MAX_LENGTH; bit++) {
            boolean expected = bit < length && bit(high, low, bit);
            assertThat(bit(prefix.high(), prefix.low(), bit)).isEqualTo(expected);
        }
    }

    private static boolean bit(long high, long low, int index) {
        long half = index < 64 ? high : low;
        return (half >>> (63 - index % 64) & 1) == 1;
    }
}
