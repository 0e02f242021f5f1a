package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Turns each outbound {@link Dhcpv4Message} into the octets of one message. Comes after {@link
 * net.leasequery.codec.framing.LeasequeryFrameEncoder} in the pipeline, which adds the length. A message that does not
 * fit into a frame fails its write and sends nothing.
 */
public final class Dhcpv4EncoderHandler extends MessageToByteEncoder<Dhcpv4Message> {

    private final Dhcpv4Encoder encoder = new Dhcpv4Encoder();

    public Dhcpv4EncoderHandler() {
        super(Dhcpv4Message.class);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, Dhcpv4Message message, boolean preferDirect) {
        int length = encoder.encodedLength(message);
        return preferDirect ? ctx.alloc().ioBuffer(length) : ctx.alloc().heapBuffer(length);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Dhcpv4Message message, ByteBuf out) {
        encoder.encode(message, out);
    }
}
