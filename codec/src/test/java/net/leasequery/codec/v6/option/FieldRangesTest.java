package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that a field cannot hold is refused where it is made, not cut off where it is written. */
class FieldRangesTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000L})
    void refusesMoreThan32Bit(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LqBaseTime(value))
                .withMessageContaining("base-time");
        assertThatIllegalArgumentException().isThrownBy(() -> new LqStartTime(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new LqEndTime(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new CltTime(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new IaNa(value, 0, 0, Dhcpv6Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new IaPd(0, value, 0, Dhcpv6Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new IaTa(value, Dhcpv6Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new IaAddress(Ipv6Address.UNSPECIFIED, 0, value));
        assertThatIllegalArgumentException().isThrownBy(() -> new RemoteId(value, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new VendorClass(value, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> Dhcpv6Epoch.instant(value));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000})
    void refusesMoreThan16Bit(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpaqueOption(value, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Status(value, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> OptionRequest.of(1, value));
        assertThatIllegalArgumentException().isThrownBy(() -> Duid.LinkLayer.of(value, Octets.of(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x100})
    void refusesMoreThan8Bit(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LqQuery(value, Ipv6Address.UNSPECIFIED, Dhcpv6Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientFqdn(value, Octets.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IaPrefix(0, 0, value, Ipv6Address.UNSPECIFIED, Dhcpv6Options.NONE));
    }

    @Test
    void takesTheEndsOfTheRanges() {
        assertThatCode(() -> {
                    new LqBaseTime(0);
                    new LqBaseTime(0xffff_ffffL);
                    new OpaqueOption(0, Octets.EMPTY);
                    new OpaqueOption(0xffff, Octets.EMPTY);
                    new IaPrefix(0, 0, 128, Ipv6Address.UNSPECIFIED, Dhcpv6Options.NONE);
                })
                .doesNotThrowAnyException();
    }
}
