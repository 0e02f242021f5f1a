package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole pipeline between a socket and messages. */
class Dhcpv4HandlersTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(
            new LeasequeryFrameDecoder(),
            new LeasequeryFrameEncoder(),
            new Dhcpv4DecoderHandler(),
            new Dhcpv4EncoderHandler());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Tag("R7724-5.1-1")
    @Test
    void writtenMessageIsReadBack() {
        channel.writeOutbound(BindingSamples.ACTIVE.value());
        channel.writeInbound(allOutbound());

        assertThat(channel.<Object>readInbound()).isEqualTo(BindingSamples.ACTIVE.value());
    }

    @Test
    void malformedFrameTakesThePlaceOfItsMessage() {
        ByteBuf stream = framed(Octets.EMPTY);
        writeFramed(stream, Octets.of(1, 2, 3));
        writeFramed(stream, QuerySamples.TLS.octets());

        channel.writeInbound(stream);

        assertThat(channel.<Object>readInbound())
                .isEqualTo(new MalformedFrame("a DHCPv4 message has 240 octets or more, this one 0", 0, Octets.EMPTY));
        assertThat(channel.<Object>readInbound())
                .isEqualTo(new MalformedFrame(
                        "a DHCPv4 message has 240 octets or more, this one 3", 3, Octets.of(1, 2, 3)));
        assertThat(channel.<Object>readInbound()).isEqualTo(QuerySamples.TLS.value());
    }

    @Test
    void malformedFrameHasItsOctetsWholeAndTheirStart() {
        Octets octets = Fixture.octets("07*200");

        channel.writeInbound(framed(octets));

        MalformedFrame malformed = channel.readInbound();
        assertThat(malformed.octets()).isEqualTo(octets);
        assertThat(malformed.length()).isEqualTo(200);
        assertThat(malformed.leadingOctets()).isEqualTo(Fixture.octets("07*64"));
    }

    @Test
    void receivedBufferIsReleasedWhetherItsMessagesAreMalformedOrNot() {
        ByteBuf stream = framed(Octets.of(1, 2, 3));
        writeFramed(stream, BindingSamples.ACTIVE.octets());

        channel.writeInbound(stream);

        assertThat(stream.refCnt()).isZero();
        assertThat(channel.inboundMessages()).hasSize(2);
    }

    @Test
    void messageIsIndependentOfTheBufferItCameFrom() {
        byte[] received = BindingSamples.ACTIVE.octets().toByteArray();

        Dhcpv4Message decoded = new Dhcpv4Decoder().decode(Unpooled.wrappedBuffer(received));
        Arrays.fill(received, (byte) 0);

        assertThat(decoded).isEqualTo(BindingSamples.ACTIVE.value());
    }

    @Test
    void decoderStaysInsideTheReadableOctets() {
        ByteBuf around = Unpooled.buffer();
        around.writeBytes(new byte[] {9, 9, 9});
        StreamSamples.STATUS.octets().writeTo(around);
        around.writeBytes(new byte[] {9, 9, 9});
        ByteBuf frame =
                around.duplicate().setIndex(3, 3 + StreamSamples.STATUS.octets().length());

        assertThat(new Dhcpv4Decoder().decode(frame)).isEqualTo(StreamSamples.STATUS.value());
        assertThat(frame.isReadable()).isFalse();
    }

    @Test
    void messageThatDoesNotFitAFrameFailsItsWriteAndSendsNothing() {
        Dhcpv4Message tooLong = new DhcpLeaseActive(
                Dhcpv4Header.reply(1),
                Dhcpv4Options.builder()
                        .option(224, Octets.copyOf(new byte[65_535]))
                        .build());

        assertThatThrownBy(() -> channel.writeOutbound(tooLong))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("a message of 66293 octets does not fit a frame");
        assertThat(channel.outboundMessages()).isEmpty();
    }

    private ByteBuf allOutbound() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    private static ByteBuf framed(Octets message) {
        ByteBuf stream = Unpooled.buffer();
        writeFramed(stream, message);
        return stream;
    }

    private static void writeFramed(ByteBuf stream, Octets message) {
        stream.writeShort(message.length());
        message.writeTo(stream);
    }
}
