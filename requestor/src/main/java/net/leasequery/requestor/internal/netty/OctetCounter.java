package net.leasequery.requestor.internal.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one connection receives, read by read. */
final class OctetCounter extends ChannelInboundHandlerAdapter {

    private final AtomicLong octets;

    /** @param octets counter to add to */
    OctetCounter(AtomicLong octets) {
        this.octets = octets;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf read) {
            octets.addAndGet(read.readableBytes());
        }
        ctx.fireChannelRead(message);
    }
}
