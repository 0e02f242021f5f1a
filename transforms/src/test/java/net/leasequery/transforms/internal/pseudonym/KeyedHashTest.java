package net.leasequery.transforms.internal.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final long SEED = Long.getLong("hash.seed", 20261126L);
    private static final byte[] NOTHING = {};

    /** RFC 4231 sections 4.3, 4.4 and 4.7: keys shorter than a digest, shorter than a block, longer than a block. */
    @Test
    void hashesAsTheTestCasesOfRfc4231() {
        assertThat(hex("Jefe".getBytes(StandardCharsets.US_ASCII), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        byte[] longer = new byte[131];
        Arrays.fill(longer, (byte) 0xaa);
        assertThat(hex(longer, "Test Using Larger Than Block-Size Key - Hash Key First"))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    private static String hex(byte[] key, String text) {
        return HexFormat.of().formatHex(KeyedHash.of(key).of(NOTHING, text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void hashesAsThePlatformsHmacWhateverTheLengths() {
        System.out.println("hash.seed=" + SEED);
        Random random = new Random(SEED);
        for (int length = 32; length < 140; length++) {
            byte[] key = octets(random, length);
            KeyedHash ours = KeyedHash.of(key);
            KeyedHash platforms = KeyedHash.withMac(key);
            for (int i = 0; i < 20; i++) {
                byte[] prefix = octets(random, random.nextInt(20));
                byte[] value = octets(random, random.nextInt(200));
                assertThat(ours.of(prefix, value)).isEqualTo(platforms.of(prefix, value));
            }
        }
    }

    private static byte[] octets(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
