package net.leasequery.requestor.internal.v4;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;

class ClientTextsTest {

    @Test
    void aTextIsShownInFullIfItsOctetsCanBeMadeFromIt() {
        assertThat(isShownInFull(Octets.ofUtf8("host-1"))).isTrue();
        assertThat(isShownInFull(Octets.ofUtf8("caf\u00e9 \u20ac \ud83d\ude00")))
                .isTrue();
        assertThat(isShownInFull(Octets.ofUtf8("\ufffd"))).isTrue();
        assertThat(isShownInFull(Octets.ofUtf8("a\ufffd"))).isTrue();
    }

    @Test
    void aTextThatLostSomethingIsNotShownInFull() {
        assertThat(isShownInFull(Octets.EMPTY)).isFalse();
        assertThat(isShownInFull(Octets.of(0))).isFalse();
        assertThat(isShownInFull(Octets.of('a', 0))).as("trailing zero").isFalse();
        assertThat(isShownInFull(Octets.of('a', 0, 'b'))).as("zero").isFalse();
        assertThat(isShownInFull(Octets.of('a', 0xe9, 'b'))).as("ISO 8859-1").isFalse();
        assertThat(isShownInFull(Octets.of(0xc3))).as("truncated").isFalse();
        assertThat(ClientTexts.isShownInFull(null, null)).isFalse();
    }

    /** Against the definition, for all texts of two octets. */
    @Test
    void agreesWithEncodingTheTextAgain() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                Octets octets = Octets.of(first, second);
                String text = ClientTexts.text(octets);
                boolean same = text != null && Octets.ofUtf8(text).equals(octets);
                assertThat(ClientTexts.isShownInFull(octets, text))
                        .as(octets.toHex())
                        .isEqualTo(same);
            }
        }
    }

    private static boolean isShownInFull(Octets octets) {
        return ClientTexts.isShownInFull(octets, ClientTexts.text(octets));
    }
}
