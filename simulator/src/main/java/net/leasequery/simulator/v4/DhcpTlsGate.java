package net.leasequery.simulator.v4;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.StatusCode;

/**
 * Stands before the queries of a connection and decides whether it is secure enough (RFC 7724 section
 * 8.1). This server offers no TLS: a DHCPTLS is refused, and where security is demanded nothing else is
 * listened to.
 */
final class DhcpTlsGate extends ChannelInboundHandlerAdapter {

    private final boolean tlsRequired;

    DhcpTlsGate(boolean tlsRequired) {
        this.tlsRequired = tlsRequired;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof DhcpTls request) {
            Dhcpv4Options refusal = Dhcpv4Options.builder()
                    .statusCode(StatusCode.TLS_CONNECTION_REFUSED, "this server speaks no TLS")
                    .build();
            ChannelFuture unused = ctx.channel()
                    .writeAndFlush(
                            new DhcpTls(Dhcpv4Header.reply(request.transactionId()), refusal),
                            ctx.channel().voidPromise());
        } else if (tlsRequired) {
            ChannelFuture unused = ctx.close();
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
