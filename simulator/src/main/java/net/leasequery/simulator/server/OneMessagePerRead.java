package net.leasequery.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reads a connection as Kea 3.0 does: takes one message from each read of the socket and drops the octets after its
 * end. If these hold the whole next message, that message is lost; if they hold only its beginning, the frame
 * boundaries are lost. Stands before the frame decoder. One instance per channel.
 */
final class OneMessagePerRead extends ChannelInboundHandlerAdapter {

    private static final int LENGTH_OCTETS = 2;

    /** Octets of the length received so far. */
    private int lengthOctets;

    /** The length as far as received; then the octets of the message still missing. */
    private int missing;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf octets) {
            octets.writerIndex(endOfMessage(octets));
        }
        ctx.fireChannelRead(message);
    }

    /** Index of the first octet that does not belong to the current message. */
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
