package net.leasequery.requestor.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message that can be decoded and yet means nothing is kept octet for octet, however it was written. */
class MeaninglessMessageTest {

    private static final int LARGEST = 65_535;
    private static final String HEADER = "0201060011223344" + "00".repeat(20) + "0a0b0c0d0e0f" + "00".repeat(202);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("the largest without an end option", DhcpFamily.IPV4, withoutEnd(LARGEST)),
                Arguments.of(
                        "pads, an unusual order, octets after the end",
                        DhcpFamily.IPV4,
                        Octets.ofHex(HEADER + "63825363" + "0000" + "0c0161" + "35010d" + "0c0162" + "ff" + "1234")),
                Arguments.of(
                        "an empty status of the stream",
                        DhcpFamily.IPV4,
                        Octets.ofHex(HEADER + "63825363" + "350111" + "9700" + "ff")),
                Arguments.of(
                        "no VPN",
                        DhcpFamily.IPV4,
                        Octets.ofHex(HEADER.substring(0, 24) + "0a000001" + HEADER.substring(32) + "63825363" + "35010d"
                                + "dd020000" + "ff")),
                Arguments.of("the largest with client data beside an error", DhcpFamily.IPV6, besideError(LARGEST)),
                Arguments.of(
                        "a status of one octet",
                        DhcpFamily.IPV6,
                        Octets.ofHex("11a1b2c3" + "0064000432ebdf00" + "000d000100")),
                Arguments.of(
                        "no VPN",
                        DhcpFamily.IPV6,
                        Octets.ofHex("11a1b2c3" + "002d0021" + "0005001820010db8" + "00".repeat(11)
                                + "0100000e1000001c20" + "00440001fe")));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("messages")
    void isKeptAsItWasReceived(String name, DhcpFamily family, Octets octets) {
        assertThat(Wire.of(family).read(octets))
                .isInstanceOfSatisfying(
                        SharedEvent.MalformedMessage.class,
                        malformed -> assertThat(malformed.octets()).isEqualTo(octets));
    }

    private static Octets withoutEnd(int length) {
        ByteBuf out = Unpooled.buffer(length);
        out.writeBytes(Octets.ofHex(HEADER + "63825363" + "35010d").toByteArray());
        while (length - out.writerIndex() > 0) {
            int value = Math.min(253, length - out.writerIndex() - 2);
            out.writeByte(224).writeByte(value).writeZero(value);
        }
        return Octets.copyOf(out, 0, length);
    }

    private static Octets besideError(int length) {
        ByteBuf out = Unpooled.buffer(length);
        out.writeBytes(Octets.ofHex("11a1b2c3" + "000d0002000d" + "002d001c" + "0005001820010db8" + "00".repeat(11)
                        + "0100000e1000001c20")
                .toByteArray());
        int value = length - out.writerIndex() - 4;
        out.writeShort(4711).writeShort(value).writeZero(value);
        return Octets.copyOf(out, 0, length);
    }
}
