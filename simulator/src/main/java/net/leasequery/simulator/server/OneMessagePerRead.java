package net.leasequery.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reads a connection as Kea 3.0 does, which takes one message out of what a read of the socket brings and forgets the
 * octets after its end: the next message if it came in the same segment or, if only a part of it did, the place where
 * the next one begins. Stands before the frame decoder. One instance per channel.
 */
final class OneMessagePerRead extends ChannelInboundHandlerAdapter {

    private static final int LENGTH_OCTETS = 2;

    /** Octets of the length that have come. */
    private int lengthOctets;

    /** The length as far as it has come; then octets of the message that have not. */
    private int missing;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf octets) {
            octets.writerIndex(endOfMessage(octets));
        }
        ctx.fireChannelRead(message);
    }

    /** Index of the first octet that does not belong to the message under way. */
    private int endOfMessage(ByteBuf octets) {
        int index = octets.readerIndex();
        while (lengthOctets < LENGTH_OCTETS && index < octets.writerIndex()) {
            missing = missing << Byte.SIZE | octets.getUnsignedByte(index);
            lengthOctets++;
            index++;
        }
        if (lengthOctets < LENGTH_OCTETS) {
            return index;
        }
        int taken = Math.min(missing, octets.writerIndex() - index);
        missing -= taken;
        if (missing == 0) {
            lengthOctets = 0;
        }
        return index + taken;
    }
}
