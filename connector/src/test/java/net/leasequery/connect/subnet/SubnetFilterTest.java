package net.leasequery.connect.subnet;

import static net.leasequery.requestor.DhcpFamily.IPV4;
import static net.leasequery.requestor.DhcpFamily.IPV6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeaseType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetFilterTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, true",
        "10.255.255.255, true",
        "9.255.255.255, false",
        "11.0.0.0, false",
        "10.1.0.0, false",
        "10.1.255.255, false",
        "10.2.0.0, true",
        "192.0.2.7, true",
        "192.0.2.8, false",
    })
    void passesWhatIsIncludedAndNotExcluded(String address, boolean passes) {
        SubnetFilter filter = filter(IPV4, "10.0.0.0/8,192.0.2.7/32,-10.1.0.0/16");

        assertThat(filter.passes(address(IPV4, address))).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1::, true", "2001:db8:1:ffff:ffff:ffff:ffff:ffff, true", "2001:db8:2::, false",
        "2001:db8:1:5::7, false", "2001:db8:1:6::, true", "::ffff:192.0.2.1, false",
    })
    void passesAddressesOfIpv6(String address, boolean passes) {
        SubnetFilter filter = filter(IPV6, "2001:db8:1::/48,-2001:db8:1:5::/64");

        assertThat(filter.passes(address(IPV6, address))).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1::/48, false",
        "2001:db8:1:4::/63, false",
        "2001:db8:1:8::/61, true",
        "2001:db8::/32, false",
        "2001:db8:1:5::/64, false",
    })
    void aDelegatedPrefixPassesIfAllOfItDoes(String prefix, boolean passes) {
        SubnetFilter filter = filter(IPV6, "2001:db8:1::/48,-2001:db8:1:5::/64");
        int length = Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1));

        assertThat(filter.passes(new BindingAddress(LeaseType.PD, prefix, length, null)))
                .isEqualTo(passes);
    }

    @Test
    void withoutSubnetsEverythingPasses() {
        assertThat(SubnetFilter.of(IPV4, List.of(), List.of())).isSameAs(SubnetFilter.ALL);
        assertThat(SubnetFilter.ALL.passes(address(IPV4, "192.0.2.1"))).isTrue();
        assertThat(filter(IPV4, "0.0.0.0/0").passes(address(IPV4, "255.255.255.255")))
                .isTrue();
        assertThat(filter(IPV6, "::/0").covers(SubnetFilter.ALL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8 | 10.1.0.0/16 | true",
                "10.1.0.0/16 | 10.0.0.0/8 | false",
                "10.0.0.0/9,10.128.0.0/9 | 10.0.0.0/8 | true",
                "-10.1.0.0/16 | -10.1.0.0/16,-10.2.0.0/16 | true",
                "-10.1.0.0/16,-10.2.0.0/16 | -10.1.0.0/16 | false",
                "10.0.0.0/8,-10.1.0.0/16 | 10.2.0.0/16 | true",
                "10.0.0.0/8,-10.1.0.0/16 | 10.0.0.0/15 | false",
            })
    void coversEveryFilterThatLetsNothingElsePass(String stored, String wanted, boolean covers) {
        assertThat(filter(IPV4, stored).covers(filter(IPV4, wanted))).isEqualTo(covers);
        assertThat(filter(IPV4, stored).covers(SubnetFilter.ALL)).isFalse();
        assertThat(SubnetFilter.ALL.covers(filter(IPV4, wanted))).isTrue();
    }

    /** Against single addresses, in a space that is small enough to look at all of them. */
    @Test
    void setsAgreeWithTheirAddresses() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            SubnetFilter one = random(random);
            SubnetFilter other = random(random);
            boolean covers = IntStream.range(0, 256)
                    .mapToObj(octet -> address(IPV4, "192.0.2." + octet))
                    .allMatch(address -> one.passes(address) || !other.passes(address));

            assertThat(one.covers(other))
                    .as("seed %d: %s covers %s", seed, one, other)
                    .isEqualTo(covers);
            assertThat(SubnetFilter.ofText(IPV4, one.text())).isEqualTo(one);
        }
    }

    private static SubnetFilter random(Random random) {
        List<Subnet> exclude = new ArrayList<>(
                Stream.generate(() -> subnet(random)).limit(random.nextInt(3)).toList());
        List<Subnet> include = Stream.generate(() -> subnet(random))
                .limit(1 + random.nextInt(3))
                .toList();
        return SubnetFilter.of(IPV4, include, exclude);
    }

    private static Subnet subnet(Random random) {
        int length = 25 + random.nextInt(8);
        int first = random.nextInt(256) & -(1 << (32 - length));
        return Subnet.parse(IPV4, "192.0.2." + first + "/" + length);
    }

    /** Whoever may submit a configuration must not keep a worker's thread busy. */
    @Test
    @Timeout(20)
    void tensOfThousandsOfSubnetsAreComparedInOnePass() {
        List<Subnet> include = new ArrayList<>();
        List<Subnet> exclude = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            include.add(Subnet.parse(DhcpFamily.IPV4, "10." + i / 256 + "." + i % 256 + ".0/24"));
            exclude.add(Subnet.parse(DhcpFamily.IPV4, "10." + i / 256 + "." + i % 256 + ".128/25"));
        }
        SubnetFilter filter = SubnetFilter.of(DhcpFamily.IPV4, include, exclude);

        assertThat(SubnetFilter.contradicted(include, exclude)).isEmpty();
        assertThat(SubnetFilter.idle(include, exclude)).isEmpty();
        assertThat(filter.passesNothing()).isFalse();
        assertThat(filter.passes(new BindingAddress(LeaseType.V4, "10.9.9.127", null, null)))
                .isTrue();
        assertThat(filter.passes(new BindingAddress(LeaseType.V4, "10.9.9.128", null, null)))
                .isFalse();
    }

    @Test
    void aFilterTooLongForATextIsOnlyComparedAsAWhole() {
        List<Subnet> many = IntStream.range(0, 300)
                .mapToObj(number -> Subnet.parse(IPV6, "2001:db8:" + Integer.toHexString(number * 2 + 16) + "::/48"))
                .toList();
        SubnetFilter filter = SubnetFilter.of(IPV6, many, List.of());
        SubnetFilter stored = SubnetFilter.ofText(IPV6, filter.text());

        assertThat(filter.text()).startsWith("sha256:").hasSizeLessThan(100);
        assertThat(stored.covers(filter)).isTrue();
        assertThat(stored.covers(SubnetFilter.of(IPV6, many.subList(1, 300), List.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | 192.0.2.0 | A single address is 192.0.2.0/32",
                "IPV4 | 192.0.2.0/33 | above 32",
                "IPV4 | 192.0.2.1/24 | write 192.0.2.0/24 for the subnet, or 192.0.2.1/32",
                "IPV4 | 2001:db8::/32 | of the other family than dhcp.family",
                "IPV4 | 192.0.02.0/24 | is not a subnet",
                "IPV4 | 192.0.2/24 | is not a subnet",
                "IPV4 | example.net/24 | is not a subnet",
                "IPV6 | 2001:db8::1/64 | write 2001:db8::/64 for the subnet",
                "IPV6 | 10.0.0.0/8 | of the other family than dhcp.family",
                "IPV6 | 2001:db8::g/64 | is not a subnet",
                "IPV6 | 2001:db8:::/64 | is not a subnet",
            })
    void saysWhatIsWrongAndWhatWouldBeRight(DhcpFamily family, String text, String message) {
        assertThatThrownBy(() -> Subnet.parse(family, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(message);
    }

    private static SubnetFilter filter(DhcpFamily family, String text) {
        return SubnetFilter.ofText(family, text);
    }

    private static BindingAddress address(DhcpFamily family, String text) {
        @Nullable Integer none = null;
        return new BindingAddress(family == IPV4 ? LeaseType.V4 : LeaseType.NA, text, none, null);
    }
}
