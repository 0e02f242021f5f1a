package net.leasequery.codec.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two octets of length before each message. RFC 6926 section 6.1, RFC 7724 section 5.1. */
@Tag("R7724-5.1-1")
class FramingTest {

    private static final Octets THREE_FRAMES = Octets.ofHex("0001aa" + "0000" + "0003bbccdd");
    private static final List<Octets> THREE_MESSAGES =
            List.of(Octets.of(0xaa), Octets.EMPTY, Octets.of(0xbb, 0xcc, 0xdd));

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new LeasequeryFrameDecoder(), new LeasequeryFrameEncoder());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void framesReceivedTogetherAreParted() {
        receive(THREE_FRAMES);

        assertThat(messages()).isEqualTo(THREE_MESSAGES);
    }

    @Test
    void framesAreJoinedWhereverTheStreamIsSplit() {
        for (int split = 0; split <= THREE_FRAMES.length(); split++) {
            receive(THREE_FRAMES.slice(0, split));
            receive(THREE_FRAMES.slice(split, THREE_FRAMES.length() - split));

            assertThat(messages()).as("split before octet %d", split).isEqualTo(THREE_MESSAGES);
        }
    }

    @Test
    void framesMayArriveOctetByOctet() {
        for (int i = 0; i < THREE_FRAMES.length(); i++) {
            receive(THREE_FRAMES.slice(i, 1));
        }

        assertThat(messages()).isEqualTo(THREE_MESSAGES);
    }

    @Test
    void frameOf65535OctetsIsLegal() {
        Octets longest = Octets.copyOf(new byte[65_535]);

        channel.writeOutbound(buffer(longest));
        channel.writeInbound(sent());

        assertThat(messages()).containsExactly(longest);
    }

    @Test
    void lengthInNetworkByteOrderIsPutBeforeEachMessage() {
        channel.writeOutbound(buffer(Octets.copyOf(new byte[258])));

        ByteBuf sent = sent();
        assertThat(sent.readableBytes()).isEqualTo(2 + 258);
        assertThat(sent.getUnsignedShort(0)).isEqualTo(0x0102);
        sent.release();
    }

    @Test
    void messageOf65536OctetsFailsItsWriteAndSendsNothing() {
        ByteBuf tooLong = buffer(Octets.copyOf(new byte[65_536]));

        assertThatThrownBy(() -> channel.writeOutbound(tooLong)).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(tooLong.refCnt()).isZero();
    }

    @Test
    void frameIsASliceOfWhatWasReceived() {
        ByteBuf received = buffer(Octets.ofHex("0002aabb"));
        channel.writeInbound(received);
        ByteBuf frame = channel.readInbound();

        received.setByte(2, 0xcc);

        assertThat(frame.getUnsignedByte(0)).isEqualTo((short) 0xcc);
        frame.release();
        assertThat(received.refCnt()).isZero();
    }

    private void receive(Octets octets) {
        channel.writeInbound(buffer(octets));
    }

    private List<Octets> messages() {
        List<Octets> messages = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            messages.add(Octets.copyOf(frame, frame.readerIndex(), frame.readableBytes()));
            frame.release();
        }
        return messages;
    }

    private ByteBuf sent() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    private static ByteBuf buffer(Octets octets) {
        return Unpooled.wrappedBuffer(octets.toByteArray());
    }
}
