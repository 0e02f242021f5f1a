package net.leasequery.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each line of hexadecimal is a read of the socket; messages are a length of two octets, then so many octets. */
class OneMessagePerReadTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new OneMessagePerRead());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void takesMessagesThatComeOneByOne() {
        assertThat(read("0003aaaaaa")).isEqualTo("0003aaaaaa");
        assertThat(read("0002bbbb")).isEqualTo("0002bbbb");
    }

    @Test
    void takesAMessageThatComesInPieces() {
        assertThat(read("00")).isEqualTo("00");
        assertThat(read("03aa")).isEqualTo("03aa");
        assertThat(read("aaaa")).isEqualTo("aaaa");
        assertThat(read("0002bbbb")).isEqualTo("0002bbbb");
    }

    @Test
    void forgetsTheMessageThatComesWithTheEndOfAnother() {
        assertThat(read("0003aaaaaa0002bbbb")).isEqualTo("0003aaaaaa");
        assertThat(read("0003aa")).isEqualTo("0003aa");
        assertThat(read("aaaa0002bbbb")).isEqualTo("aaaa");
        assertThat(read("0001cc")).isEqualTo("0001cc");
    }

    @Test
    void takesForALengthWhatFollowsABeginningThatItForgot() {
        assertThat(read("0003aaaaaa0004")).isEqualTo("0003aaaaaa");

        assertThat(read("0001bb02")).isEqualTo("0001bb");
    }

    @Test
    void takesAnEmptyMessage() {
        assertThat(read("00000002bbbb")).isEqualTo("0000");
        assertThat(read("0001cc")).isEqualTo("0001cc");
    }

    private String read(String hex) {
        channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
        ByteBuf passed = channel.readInbound();
        try {
            return ByteBufUtil.hexDump(passed);
        } finally {
            passed.release();
        }
    }
}
