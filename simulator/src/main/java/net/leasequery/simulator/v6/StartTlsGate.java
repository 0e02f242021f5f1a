package net.leasequery.simulator.v6;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;

/**
 * Stands before the queries of a connection and decides whether it is secure enough (RFC 7653 section
 * 9.1). This server offers no TLS: a STARTTLS is refused, and where security is demanded nothing else is
 * listened to.
 */
final class StartTlsGate extends ChannelInboundHandlerAdapter {

    private final boolean tlsRequired;
    private final boolean knowsStartTls;

    /**
     * A gate.
     *
     * @param tlsRequired whether nothing is listened to that is not secured
     * @param knowsStartTls whether a STARTTLS is answered; else it ends the connection, as by a server that is older
     */
    StartTlsGate(boolean tlsRequired, boolean knowsStartTls) {
        this.knowsStartTls = knowsStartTls;
        this.tlsRequired = tlsRequired;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof StartTls request && knowsStartTls) {
            Dhcpv6Options refusal =
                    Dhcpv6Options.of(Status.of(StatusCode.TLS_CONNECTION_REFUSED, "this server speaks no TLS"));
            ChannelFuture unused = ctx.channel()
                    .writeAndFlush(
                            new Reply(request.transactionId(), refusal),
                            ctx.channel().voidPromise());
        } else if (tlsRequired) {
            ChannelFuture unused = ctx.close();
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
