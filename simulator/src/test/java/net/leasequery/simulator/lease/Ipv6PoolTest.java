package net.leasequery.simulator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6PoolTest {

    private static final Ipv6Prefix LINK = Ipv6Prefix.parse("2001:db8:0:1::/64");

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:1::/112, 65536, 0, 2001:db8:0:1::",
        "2001:db8:0:1::/112, 65536, 65535, 2001:db8:0:1::ffff",
        "ta:2001:db8:0:1:7::/124, 16, 15, 2001:db8:0:1:7::f",
        "2001:db8:8000::/36/52, 65536, 1, 2001:db8:8000:1000::/52",
        "2001:db8:8000::/36/52, 65536, 65535, 2001:db8:8fff:f000::/52",
        "2001:db8:8000::/56/72, 65536, 256, 2001:db8:8000:1::/72",
        "2001:db8:8000::/56/72, 65536, 255, 2001:db8:8000:0:ff00::/72",
        "2001:db8:8000::/50/64, 16384, 16383, 2001:db8:8000:3fff::/64",
        "2001:db8::7/128, 1, 0, 2001:db8::7"
    })
    void knowsThePlaceOfEachOfItsLeases(String range, long size, int index, String address) {
        Ipv6Pool pool = Ipv6Pool.parse(VirtualSubnet.GLOBAL, range, LINK);

        assertThat(pool.size()).isEqualTo(size);
        assertThat(pool.at(index)).hasToString(address);
        assertThat(pool.indexOf(LeaseAddress.parse(address))).isEqualTo(index);
    }

    @Test
    void knowsWhatItDoesNotHave() {
        Ipv6Pool pool = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:8000::/36/52", LINK);

        assertThat(pool.indexOf(LeaseAddress.parse("2001:db8:9000::/52"))).isNegative();
        assertThat(pool.indexOf(LeaseAddress.parse("2001:db8:8000::/56"))).isNegative();
        assertThat(pool.indexOf(LeaseAddress.parse("2001:db8:8000::1"))).isNegative();
        assertThat(pool.indexOf(LeaseAddress.parse("10.0.0.1"))).isNegative();
    }

    @Test
    void liesOnTheLinkOfItsAddressesUnlessToldOtherwise() {
        assertThat(Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:0:7::/112", null)
                        .link())
                .hasToString("2001:db8:0:7::/64");
        assertThat(Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:0:7::/112@2001:db8::/48", null)
                        .link())
                .hasToString("2001:db8::/48");
        assertThat(Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:8000::/36/52", LINK)
                        .link())
                .isEqualTo(LINK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8::1",
                "10.0.0.0/16",
                "2001:db8::/32",
                "2001:db8::/52/48",
                "2001:db8:8000::/36/52",
                "ta:2001:db8:8000::/36/52",
                "2001:db8:8000::/x/52"
            })
    void refusesWhatItCannotLease(String range) {
        assertThatThrownBy(() -> Ipv6Pool.parse(VirtualSubnet.GLOBAL, range, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesAnOverlap() {
        Ipv6Pool wide = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "2001:db8:0:1::/112", null);
        Ipv6Pool within = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "ta:2001:db8:0:1::ff00/120", null);
        Ipv6Pool other = Ipv6Pool.parse(VirtualSubnet.GLOBAL, "ta:2001:db8:0:1::1:0/120", null);

        assertThat(wide.overlaps(within)).isTrue();
        assertThat(within.overlaps(wide)).isTrue();
        assertThat(wide.overlaps(other)).isFalse();
    }
}
