package net.leasequery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class OctetsTest {

    private static final Octets SLICE = Octets.ofHex("00f1f2f3f4f500").slice(1, 5);

    @Test
    void readsUnsignedNumbersInNetworkByteOrder() {
        assertThat(SLICE.unsignedByteAt(0)).isEqualTo(0xf1);
        assertThat(SLICE.unsignedShortAt(1)).isEqualTo(0xf2f3);
        assertThat(SLICE.unsignedIntAt(1)).isEqualTo(0xf2f3f4f5L);
    }

    @Test
    void sliceIsEqualToTheSameOctetsElsewhere() {
        Octets other = Octets.of(0xf1, 0xf2, 0xf3, 0xf4, 0xf5);

        assertThat(SLICE).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void sliceDoesNotReachBeyondItself() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SLICE.get(5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SLICE.slice(4, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SLICE.unsignedIntAt(2));
    }

    @Test
    void copyDoesNotChangeWithItsSource() {
        byte[] source = {1, 2};
        Octets copy = Octets.copyOf(source);

        source[0] = 9;
        copy.toByteArray()[1] = 9;

        assertThat(copy).isEqualTo(Octets.of(1, 2));
    }

    @Test
    void copyOfABufferLeavesTheBufferAsItWas() {
        ByteBuf buffer = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});

        assertThat(Octets.copyOf(buffer, 1, 2)).isEqualTo(Octets.of(2, 3));
        assertThat(buffer.readableBytes()).isEqualTo(3);
    }

    @Test
    void writesItselfToABuffer() {
        ByteBuf buffer = Unpooled.buffer();

        SLICE.writeTo(buffer);

        assertThat(Octets.copyOf(buffer, 0, buffer.readableBytes())).isEqualTo(SLICE);
    }

    @Test
    void hexIsLowerCaseWithoutSeparators() {
        assertThat(Octets.ofHex("00FFa0").toHex()).isEqualTo("00ffa0");
    }

    @Test
    void textIsUtf8AndNeverFails() {
        assertThat(Octets.ofUtf8("é").toUtf8()).isEqualTo("é");
        assertThat(Octets.of(0x61, 0xff).toUtf8()).isEqualTo("a�");
    }

    @Test
    void toStringIsBounded() {
        assertThat(Octets.copyOf(new byte[65_535]).toString())
                .hasSizeLessThan(160)
                .endsWith("... (65535 octets)");
    }

    @Test
    void onlyZerosAtTheEndAreDropped() {
        assertThat(Octets.of(0, 1, 0, 2, 0, 0).withoutTrailingZeros()).isEqualTo(Octets.of(0, 1, 0, 2));
        assertThat(Octets.of(0, 0).withoutTrailingZeros()).isEqualTo(Octets.EMPTY);
    }

    @Test
    void numberThatIsNoOctetIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Octets.of(256)).withMessage("not an octet: 256");
    }
}
