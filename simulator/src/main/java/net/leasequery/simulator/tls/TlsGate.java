package net.leasequery.simulator.tls;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the queries of one connection and decides whether it is secure enough. In secure mode the first message has
 * to be a request for TLS, and no other message is accepted before the handshake is complete; data sent in clear text
 * never counts as sent through TLS. RFC 7724 section 8.1, RFC 7653 section 9.1.
 */
public final class TlsGate extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TlsGate.class);

    private enum State {
        OPEN,
        SHUT,
        UPGRADING,
        SECURED
    }

    private final TlsMessages words;
    private final @Nullable SecureMode secureMode;
    private State state;

    /**
     * @param words TLS messages of the family
     * @param secureMode null if the server has no TLS
     * @param required whether queries need TLS
     */
    public TlsGate(TlsMessages words, @Nullable SecureMode secureMode, boolean required) {
        this.words = words;
        this.secureMode = secureMode;
        this.state = required ? State.SHUT : State.OPEN;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Object refusal = words.answerToTlsRequest(message, "this server speaks no TLS");
        switch (state) {
            case OPEN, SHUT -> {
                if (refusal != null) {
                    answer(ctx, message, refusal);
                } else if (state == State.OPEN) {
                    ctx.fireChannelRead(message);
                } else {
                    close(ctx, message, "a query needs TLS here");
                }
            }
            case UPGRADING -> close(ctx, message, "clear text after the request for TLS");
            case SECURED -> {
                if (refusal == null) {
                    ctx.fireChannelRead(message);
                } else {
                    close(ctx, message, "a request for TLS inside TLS");
                }
            }
        }
    }

    private void answer(ChannelHandlerContext ctx, Object request, Object refusal) {
        Object consent = words.answerToTlsRequest(request, null);
        if (secureMode == null || consent == null) {
            ChannelFuture unused =
                    ctx.channel().writeAndFlush(refusal, ctx.channel().voidPromise());
        } else {
            state = State.UPGRADING;
            ChannelFuture unused =
                    ctx.channel().writeAndFlush(consent, ctx.channel().voidPromise());
            upgrade(ctx.pipeline(), secureMode.newHandler(ctx.alloc()));
        }
    }

    /** Data received after the request goes through TLS, not past it. */
    private static void upgrade(ChannelPipeline pipeline, SslHandler tls) {
        ChannelHandlerContext clearText = pipeline.context(LeasequeryFrameDecoder.class);
        pipeline.addAfter(clearText.name(), "tls", tls);
        pipeline.addAfter("tls", "frames-in-tls", new LeasequeryFrameDecoder());
        pipeline.remove(clearText.name());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
            state = State.SECURED;
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (state == State.UPGRADING) {
            LOG.info("closing {}: no TLS came about: {}", ctx.channel().remoteAddress(), String.valueOf(cause));
            ChannelFuture unused = ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    private static void close(ChannelHandlerContext ctx, Object message, String why) {
        ReferenceCountUtil.release(message);
        LOG.info("closing {}: {}", ctx.channel().remoteAddress(), why);
        ChannelFuture unused = ctx.close();
    }
}
