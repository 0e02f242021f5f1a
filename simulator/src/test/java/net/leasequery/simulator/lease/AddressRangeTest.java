package net.leasequery.simulator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.kit.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    private static final VirtualSubnet GLOBAL = VirtualSubnet.GLOBAL;

    @Test
    void readsAPrefix() {
        AddressRange range = AddressRange.parse(GLOBAL, "10.0.3.7/22");

        assertThat(range.first()).hasToString("10.0.0.0");
        assertThat(range.last()).hasToString("10.0.3.255");
        assertThat(range.size()).isEqualTo(1024);
    }

    @Test
    void readsFirstAndLast() {
        AddressRange range = AddressRange.parse(GLOBAL, "10.0.0.250-10.0.1.5");

        assertThat(range.size()).isEqualTo(12);
        assertThat(range.at(6)).hasToString("10.0.1.0");
    }

    @Test
    void takesAddressesForUnsignedNumbers() {
        assertThat(AddressRange.parse(GLOBAL, "127.255.255.255-128.0.0.0").size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.9-10.0.0.1", "0.0.0.0/8", "a-b", ""})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(GLOBAL, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesRangesOfOneVpnThatOverlap() {
        AddressRange one = AddressRange.parse(GLOBAL, "10.0.0.0/24");
        AddressRange two = AddressRange.parse(GLOBAL, "10.0.0.128-10.0.1.3");

        assertThatThrownBy(() -> new LeaseTable(List.of(one, two), ManualTime.START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlap");
    }

    @Test
    void allowsTheSameAddressesInTwoVpns() {
        AddressRange one = AddressRange.parse(GLOBAL, "10.0.0.0/24");
        AddressRange two = AddressRange.parse(VirtualSubnet.named("blue"), "10.0.0.0/24");

        assertThat(new LeaseTable(List.of(one, two), ManualTime.START).size()).isEqualTo(512);
    }
}
