package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Turns each frame into one {@link Dhcpv6Message}, or into one {@link MalformedFrame} if it is malformed, in order.
 * Both go to the next handler, which decides what a malformed message means for the connection. Comes after {@link
 * net.leasequery.codec.framing.LeasequeryFrameDecoder}; one instance per channel.
 */
public final class Dhcpv6DecoderHandler extends MessageToMessageDecoder<ByteBuf> {

    private final Dhcpv6Decoder decoder = new Dhcpv6Decoder();

    public Dhcpv6DecoderHandler() {
        super(ByteBuf.class);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
        int start = frame.readerIndex();
        int length = frame.readableBytes();
        try {
            out.add(decoder.decode(frame));
        } catch (MalformedMessageException e) {
            out.add(new MalformedFrame(e.reason(), e.offset(), Octets.copyOf(frame, start, length)));
        }
    }
}
