package net.leasequery.connect.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Ipv6Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedAddressTest {

    private static final long SEED = 20261126;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:db8::1",
                "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1",
                "2001:db8:1:2:3:4:5:6",
                "1:2:3:4:5:6:7:0",
                "2001:db8::/32",
                "2001:db8:1::/48",
                "::/0",
                "2001:db8::1/128"
            })
    void whatIsPackedHasItsTextAgain(String text) {
        PackedAddress packed = Objects.requireNonNull(PackedAddress.of(text), text);

        assertThat(packed.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2",
                "192.0.2.",
                "192.0.2.1.5",
                "192.0.2.01",
                "192.0.2.256",
                "00.0.2.1",
                "192..2.1",
                ".192.0.2.1",
                "192.0.2.\u0661",
                "192.0.2.1 blue",
                "192.0.2.1/24",
                "2001:DB8::1",
                "2001:0db8::1",
                "2001:db8::1:0:0:0:0",
                "2001:db8:0:0::1",
                "::ffff:192.0.2.1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1",
                "1:",
                "2001:db8::/129",
                "2001:db8::/",
                "2001:db8::/048",
                "2001:db8::1 blue",
                "fe80::1%eth0"
            })
    void aTextThatNumbersCannotGiveAgainIsNotPacked(String text) {
        assertThat(PackedAddress.of(text)).isNull();
    }

    @Test
    void everyAddressOfTheCodecCanBePacked() {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        for (int i = 0; i < 20_000; i++) {
            String ipv4 = new Ipv4Address(random.nextInt()).toString();
            String ipv6 = new Ipv6Address(sparse(random), sparse(random)).toString();
            assertThat(Objects.requireNonNull(PackedAddress.of(ipv4), ipv4).text())
                    .isEqualTo(ipv4);
            assertThat(Objects.requireNonNull(PackedAddress.of(ipv6), ipv6).text())
                    .isEqualTo(ipv6);
        }
    }

    /** Many groups are zero. */
    private static long sparse(Random random) {
        long number = 0;
        for (int group = 0; group < 4; group++) {
            number = number << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
        }
        return number;
    }
}
