package net.leasequery.simulator.v4;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Pads messages with zeros to the minimum length of a BOOTP datagram, as Kea does even on TCP. */
final class BootpPadding extends ChannelOutboundHandlerAdapter {

    private static final int LEAST_OCTETS = 300;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf octets && octets.readableBytes() < LEAST_OCTETS) {
            octets.writeZero(LEAST_OCTETS - octets.readableBytes());
        }
        ChannelFuture unused = ctx.write(message, promise);
    }
}
