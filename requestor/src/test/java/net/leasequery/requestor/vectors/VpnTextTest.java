package net.leasequery.requestor.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No two VPNs have one key. */
class VpnTextTest {

    private static final long SEED = Long.getLong("seed", 20_261_125);

    @ParameterizedTest
    @CsvSource({
        "0, 626c7565, blue",
        "0, c3a9, é",
        "0, 626c75650000, blue",
        "0, 3030303030303030303030303031, 00000000000001",
        "1, 00000000000001, rfc2685:00000000000001",
        "0, 726663323638353a3031, '\\114fc2685:01'",
        "0, 747970652d323a3031, '\\116ype-2:01'",
        "0, 726663323638353a5c, '\\114fc2685:\\\\'",
        "2, 01, type-2:01",
        "2, '', type-2:",
        "0, 61ff62, a\\255b",
        "0, 610a62, a\\010b",
        "0, 615c62, a\\b",
        "0, 615c35, a\\\\5",
        "0, 5cff, \\\\\\255",
        "0, efbfbd, \\239\\191\\189"
    })
    void isWrittenInOneWay(int type, String information, String text) {
        assertThat(BindingAddress.vpn(new VirtualSubnet(type, Octets.ofHex(information))))
                .isEqualTo(text);
        assertThat(BindingAddress.isVpnText(text)).isTrue();
    }

    @Test
    void isNullForTheGlobalOne() {
        assertThat(BindingAddress.vpn(null)).isNull();
        assertThat(BindingAddress.vpn(VirtualSubnet.GLOBAL)).isNull();
    }

    @Test
    void differsForAnyTwo() {
        Random random = new Random(SEED);
        byte[] alphabet = {'\\', '0', '1', '2', '9', ':', 'r', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, 10, 't', '-'};
        Map<String, VirtualSubnet> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            byte[] information = new byte[random.nextInt(1, 6)];
            for (int at = 0; at < information.length; at++) {
                information[at] = alphabet[random.nextInt(alphabet.length)];
            }
            VirtualSubnet vpn = new VirtualSubnet(random.nextInt(8) == 0 ? 2 : 0, Octets.ofOwned(information));
            String text = BindingAddress.vpn(vpn);

            assertThat(seen.merge(String.valueOf(text), vpn, (before, now) -> before))
                    .as("seed %d, text %s", SEED, text)
                    .isEqualTo(vpn);
        }
    }
}
