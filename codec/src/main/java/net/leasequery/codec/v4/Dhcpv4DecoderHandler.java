package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Turns each frame into one {@link Dhcpv4Message}, or into one {@link MalformedFrame} if it is malformed, in order.
 * Both go to the next handler, which decides what a malformed message means for the connection. Comes after {@link
 * net.leasequery.codec.framing.LeasequeryFrameDecoder}; one instance per channel.
 */
public final class Dhcpv4DecoderHandler extends MessageToMessageDecoder<ByteBuf> {

    private final Dhcpv4Decoder decoder;

    public Dhcpv4DecoderHandler() {
        this(new Dhcpv4Decoder());
    }

    /** Creates a handler with a decoder that knows further options. */
    public Dhcpv4DecoderHandler(Dhcpv4Decoder decoder) {
        super(ByteBuf.class);
        this.decoder = decoder;
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
