package net.leasequery.codec.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import net.leasequery.codec.Octets;

/** However a stream is cut, the frames are those that its lengths tell, and none leaks. */
class FramingFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void framesAreThoseThatTheLengthsTell(byte[] octets) {
        Octets stream = Octets.ofOwned(octets);
        int cut = stream.isEmpty() ? 0 : stream.unsignedByteAt(stream.length() - 1) % stream.length();
        EmbeddedChannel channel = new EmbeddedChannel(new LeasequeryFrameDecoder());

        channel.writeInbound(buffer(stream.slice(0, cut)));
        channel.writeInbound(buffer(stream.slice(cut, stream.length() - cut)));

        int at = 0;
        while (at + 2 <= stream.length() && at + 2 + stream.unsignedShortAt(at) <= stream.length()) {
            int length = stream.unsignedShortAt(at);
            ByteBuf frame = channel.readInbound();
            assertThat(Octets.copyOf(frame, frame.readerIndex(), frame.readableBytes()))
                    .isEqualTo(stream.slice(at + 2, length));
            frame.release();
            at += 2 + length;
        }
        assertThat(channel.<Object>readInbound()).isNull();
        channel.finishAndReleaseAll();
    }

    private static ByteBuf buffer(Octets octets) {
        return Unpooled.wrappedBuffer(octets.toByteArray());
    }
}
