package net.leasequery.requestor.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.codec.v4.Ipv4Address;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private final RecentTexts<Ipv4Address> texts = new RecentTexts<>();

    @Test
    void anAddressThatComesAgainHasTheSameText() {
        assertThat(texts.of(Ipv4Address.parse("192.0.2.1"))).isEqualTo("192.0.2.1");
        assertThat(texts.of(Ipv4Address.parse("192.0.2.1"))).isSameAs(texts.of(Ipv4Address.parse("192.0.2.1")));
    }

    /** Far more addresses than places, so that each place is taken over again and again. */
    @Test
    void moreAddressesThanPlacesAreNotMixedUp() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                Ipv4Address address = new Ipv4Address(0x0a000000 + 7 * i);
                assertThat(texts.of(address)).isEqualTo(address.toString());
            }
        }
    }
}
