package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Turns each outbound {@link Dhcpv6Message} into the octets of one message. Comes after {@link
 * net.leasequery.codec.framing.LeasequeryFrameEncoder} in the pipeline, which adds the length. A message that does not
 * fit into a frame fails its write and sends nothing.
 */
public final class Dhcpv6EncoderHandler extends MessageToByteEncoder<Dhcpv6Message> {

    private final Dhcpv6Encoder encoder = new Dhcpv6Encoder();

    public Dhcpv6EncoderHandler() {
        super(Dhcpv6Message.class);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Dhcpv6Message message, ByteBuf out) {
        encoder.encode(message, out);
    }
}
