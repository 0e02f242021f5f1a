package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.EncoderException;
import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.OpaqueOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The handlers as they stand in a channel, both directions. */
@Tag("R5460-5.1-1")
class PipelineTest {

    private static final Dhcpv6Message KEEP_ALIVE =
            new LeasequeryData(1, Dhcpv6Options.of(new LqBaseTime(0xf0000001L)));
    private static final Octets KEEP_ALIVE_FRAMED = Fixture.octets("000c  11 000001  0064 0004 f0000001");
    private static final Octets STARTTLS_FRAMED = Fixture.octets("0004  17 000002");

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final EmbeddedChannel channel = channel();

    @AfterEach
    void leavesNoBufferBehind() {
        channel.finishAndReleaseAll();

        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void putsTheLengthBeforeEachMessage() {
        channel.writeOutbound(KEEP_ALIVE, new StartTls(2, Dhcpv6Options.NONE));

        assertThat(written().toHex()).isEqualTo(KEEP_ALIVE_FRAMED.toHex() + STARTTLS_FRAMED.toHex());
    }

    @Test
    void readsMessagesSplitAtAnyOctet() {
        String stream = KEEP_ALIVE_FRAMED.toHex() + STARTTLS_FRAMED.toHex();
        for (int first = 0; first <= stream.length(); first += 2) {
            receive(Octets.ofHex(stream.substring(0, first)));
            receive(Octets.ofHex(stream.substring(first)));

            assertThat(received()).containsExactly(KEEP_ALIVE, new StartTls(2, Dhcpv6Options.NONE));
        }
    }

    @Test
    void readsMessagesThatArriveOctetByOctet() {
        for (int i = 0; i < KEEP_ALIVE_FRAMED.length(); i++) {
            receive(KEEP_ALIVE_FRAMED.slice(i, 1));
        }

        assertThat(received()).containsExactly(KEEP_ALIVE);
    }

    @Test
    void passesOnAMalformedMessageInItsPlace() {
        receive(KEEP_ALIVE_FRAMED);
        receive(Fixture.octets("0006  11 000001  0064"));
        receive(KEEP_ALIVE_FRAMED);

        assertThat(received())
                .containsExactly(
                        KEEP_ALIVE,
                        new MalformedFrame("option-len needs 2 octets, has 0", 6, Octets.ofHex("110000010064")),
                        KEEP_ALIVE);
    }

    @Test
    void passesOnAMessageOfNoOctetsAsMalformed() {
        receive(Fixture.octets("0000"));
        receive(KEEP_ALIVE_FRAMED);

        assertThat(received())
                .containsExactly(
                        new MalformedFrame("a DHCPv6 message has 4 octets or more, this one 0", 0, Octets.EMPTY),
                        KEEP_ALIVE);
    }

    @Test
    void carriesTheLargestMessageThatAFrameHolds() {
        Dhcpv6Message largest = messageOf(65_535);

        channel.writeOutbound(largest);
        receive(written());

        assertThat(received()).containsExactly(largest);
    }

    @Test
    void sendsNothingOfAMessageThatNoFrameHolds() {
        Throwable failure = channel.writeOneOutbound(messageOf(65_536)).cause();

        assertThat(failure).isInstanceOf(EncoderException.class).hasCauseInstanceOf(IllegalArgumentException.class);
        channel.flushOutbound();

        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void leavesTheBufferAsItWasWhenAnOptionIsTooLong() {
        ByteBuf out = Unpooled.buffer().writeByte(7);
        Dhcpv6Message message = messageOf(4 + 4 + 65_536);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dhcpv6Encoder().encode(message, out))
                .withMessage("option 65001 has 65536 octets, more than an option can");

        assertThat(out.readableBytes()).isEqualTo(1);
    }

    /** One unknown option, so long that the message has this length. */
    private static Dhcpv6Message messageOf(int length) {
        return new LeasequeryData(
                1, Dhcpv6Options.of(new OpaqueOption(65_001, Octets.ofOwned(new byte[length - 4 - 4]))));
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel made = new EmbeddedChannel();
        made.config().setAllocator(allocator);
        made.pipeline()
                .addLast(
                        new LeasequeryFrameDecoder(),
                        new LeasequeryFrameEncoder(),
                        new Dhcpv6DecoderHandler(),
                        new Dhcpv6EncoderHandler());
        return made;
    }

    private void receive(Octets octets) {
        ByteBuf buffer = allocator.buffer(Math.max(1, octets.length()));
        octets.writeTo(buffer);
        channel.writeInbound(buffer);
    }

    private List<Object> received() {
        List<Object> messages = List.copyOf(channel.inboundMessages());
        channel.inboundMessages().clear();
        return messages;
    }

    private Octets written() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return Octets.copyOf(all, 0, all.readableBytes());
    }
}
