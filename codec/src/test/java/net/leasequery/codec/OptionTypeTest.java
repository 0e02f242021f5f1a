package net.leasequery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import net.leasequery.codec.v4.DhcpLeaseUnassigned;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import net.leasequery.codec.v4.Dhcpv4DecoderHandler;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.OpaqueOption;
import org.junit.jupiter.api.Test;

/** An option that the library does not know is added from outside of it. */
class OptionTypeTest {

    private static final int CODE = 224;

    private static final OptionType<Integer> PORT = portOf(CODE);

    private static OptionType<Integer> portOf(int code) {
        return new OptionType<>() {
            @Override
            public int code() {
                return code;
            }

            @Override
            public Integer decode(Octets value) {
                if (value.length() != 2) {
                    throw new MalformedMessageException(0, "a port has 2 octets, this one " + value.length());
                }
                return value.unsignedShortAt(0);
            }
        };
    }

    @Test
    void aValueIsReadAsItsTypeSays() {
        Dhcpv4Message message = received(Octets.of(0x1f, 0x90));

        assertThat(message.options().get(PORT)).isEqualTo(8080);
        assertThat(message.options().malformedCount()).isZero();
        assertThat(message.options().get(portOf(CODE + 1))).isNull();
    }

    @Test
    void aValueWithoutItsFormCountsAsMalformedAndIsKept() {
        Dhcpv4Message message = received(Octets.of(1, 2, 3));

        assertThat(message.options().get(PORT)).isNull();
        assertThat(message.options().malformedCount()).isOne();
        assertThat(message.options().isMalformed(CODE)).isTrue();
        assertThat(message.options().get(CODE)).isEqualTo(Octets.of(1, 2, 3));
    }

    /** Parts of an option go through the whole decoder. */
    @Test
    void aSplitValueIsReadAsAWhole() {
        Octets octets = encoded(Octets.EMPTY);
        Octets split = octets.slice(0, octets.length() - 3).concat(Octets.ofHex("e0011f" + "e00190" + "ff"));

        assertThat(decoded(split).options().get(PORT)).isEqualTo(8080);
    }

    @Test
    void aTypeThatNoDecoderWasReportedReadsAsWell() {
        Dhcpv4Options options =
                Dhcpv4Options.builder().option(CODE, Octets.of(0, 67)).build();

        assertThat(options.get(PORT)).isEqualTo(67);
    }

    @Test
    void padAndEndAreNoOptions() {
        assertThatThrownBy(() -> new Dhcpv4Decoder(List.of(portOf(255))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255");
    }

    @Test
    void dhcpv6OptionsAreReadByTheSameTypes() {
        Dhcpv6Options options = Dhcpv6Options.of(
                new OpaqueOption(65_001, Octets.of(0, 80)),
                new OpaqueOption(65_002, Octets.of(1)),
                new InterfaceId(Octets.of(1, 0)));

        assertThat(options.get(portOf(65_001))).isEqualTo(80);
        assertThat(options.get(portOf(65_002))).isNull();
        assertThat(options.get(portOf(18))).as("one that the library knows").isEqualTo(256);
        assertThat(options.get(portOf(19))).isNull();
    }

    private static Dhcpv4Message received(Octets value) {
        return decoded(encoded(value));
    }

    private static Octets encoded(Octets value) {
        ByteBuf buffer = Unpooled.buffer();
        new Dhcpv4Encoder()
                .encode(
                        new DhcpLeaseUnassigned(
                                Dhcpv4Header.reply(1),
                                Dhcpv4Options.builder().option(CODE, value).build()),
                        buffer);
        return Octets.copyOf(buffer, 0, buffer.readableBytes());
    }

    private static Dhcpv4Message decoded(Octets message) {
        EmbeddedChannel channel = new EmbeddedChannel(new Dhcpv4DecoderHandler(new Dhcpv4Decoder(List.of(PORT))));
        channel.writeInbound(Unpooled.wrappedBuffer(message.toByteArray()));
        return channel.readInbound();
    }
}
