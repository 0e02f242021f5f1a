package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "192.0.2.255", "255.255.255.255"})
    void isWrittenAsItWasRead(String dotted) {
        assertThat(Ipv4Address.parse(dotted)).hasToString(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", "::1", "::ffff:1.2.3.4", "1.2.3.4/8"})
    void refusesWhatIsNoAddressWithoutAskingDns(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4Address.parse(text))
                .withMessage("not an IPv4 address: " + text);
    }

    @Test
    void isOrderedAsAnUnsignedNumber() {
        assertThat(Ipv4Address.parse("200.0.0.1")).isGreaterThan(Ipv4Address.parse("100.0.0.1"));
    }

    @Test
    void onlyZeroIsUnspecified() {
        assertThat(Ipv4Address.UNSPECIFIED.isUnspecified()).isTrue();
        assertThat(Ipv4Address.parse("0.0.0.1").isUnspecified()).isFalse();
    }
}
