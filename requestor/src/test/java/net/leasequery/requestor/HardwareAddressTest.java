package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;

class HardwareAddressTest {

    @Test
    void textHasTwoDigitsForEachOctet() {
        byte[] all = new byte[256];
        for (int octet = 0; octet < all.length; octet++) {
            all[octet] = (byte) octet;
        }

        for (int from = 0; from < all.length; from++) {
            for (int length = 0; length <= 16 && from + length <= all.length; length++) {
                byte[] octets = Arrays.copyOfRange(all, from, from + length);
                assertThat(new HardwareAddress(1, Octets.copyOf(octets)).text())
                        .isEqualTo(HexFormat.ofDelimiter(":").formatHex(octets));
            }
        }
    }

    @Test
    void textOfAPartOfAMessage() {
        Octets message = Octets.ofHex("ff00aabbccddeeffff");

        assertThat(new HardwareAddress(1, message.slice(1, 6)).text()).isEqualTo("00:aa:bb:cc:dd:ee");
    }
}
