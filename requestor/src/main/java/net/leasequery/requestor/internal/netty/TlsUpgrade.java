package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.dialect.TlsAnswer;
import net.leasequery.requestor.internal.tls.TlsFailure;
import org.jspecify.annotations.Nullable;

/**
 * Secures one open connection: requests TLS in clear text, accepts only the server's consent, then runs the handshake
 * of the engine. There is no fallback to clear text: every other outcome is a failure, and the caller closes the
 * connection. RFC 7724 section 7.2, RFC 7653 section 8.2.
 */
final class TlsUpgrade extends ChannelInboundHandlerAdapter {

    /** How long the last record may take to be written on close. */
    private static final long LONGEST_FAREWELL_MILLIS = 200;

    /** Receives the outcome, once, on the event loop. */
    interface Outcome {
        /** The server agreed. */
        void agreed();

        /** The handshake is complete; nothing is read until it is requested. */
        void secured();

        /** The upgrade failed. */
        void failed(TlsFailure failure);
    }

    private final Dialect dialect;
    private final SSLEngine engine;
    private final Duration timeout;
    private final int xid;
    private final Outcome outcome;
    private final List<ChannelHandler> clearTextCodec;
    private @Nullable ScheduledFuture<?> patience;
    private boolean agreed;
    private boolean over;

    /**
     * @param timeout for the answer, and again for the handshake
     * @param xid of the request
     */
    TlsUpgrade(Dialect dialect, SSLEngine engine, Duration timeout, int xid, Outcome outcome) {
        this.dialect = dialect;
        this.engine = engine;
        this.timeout = timeout;
        this.xid = xid;
        this.outcome = outcome;
        this.clearTextCodec = dialect.codec();
    }

    /** Requests TLS on a channel with an empty pipeline. */
    void begin(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        clearTextCodec.forEach(pipeline::addLast);
        pipeline.addLast(this);
        patience = channel.eventLoop()
                .schedule(() -> fail(TlsFailure.notAnswered(timeout)), timeout.toMillis(), TimeUnit.MILLISECONDS);
        channel.writeAndFlush(dialect.tlsRequest(xid)).addListener(written -> {
            if (!written.isSuccess()) {
                fail(TlsFailure.closedInstead());
            }
        });
        channel.config().setAutoRead(true);
    }

    /** Stops the timer and reports nothing more. */
    void abandon() {
        over = true;
        if (patience != null) {
            patience.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over || agreed) {
            ReferenceCountUtil.release(message);
            return;
        }
        TlsAnswer answer = message instanceof MalformedFrame frame
                ? new TlsAnswer.SomethingElse("a malformed message: " + Printable.text(frame))
                : dialect.readTlsAnswer(message, xid);
        if (answer instanceof TlsAnswer.Agreed) {
            startHandshake(ctx);
        } else if (answer instanceof TlsAnswer.Refused refused) {
            fail(TlsFailure.refused(refused.words()));
        } else if (answer instanceof TlsAnswer.SomethingElse other) {
            fail(TlsFailure.notAnAnswer(other.what()));
        }
    }

    private void startHandshake(ChannelHandlerContext ctx) {
        agreed = true;
        if (patience != null) {
            patience.cancel(false);
        }
        outcome.agreed();
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeoutMillis(timeout.toMillis());
        tls.setCloseNotifyFlushTimeoutMillis(LONGEST_FAREWELL_MILLIS);
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                succeed(ctx);
            } else {
                // Deferred, because the alert that tells the server the reason is still to be written.
                ctx.channel().eventLoop().execute(() -> fail(describe(done.cause())));
            }
        });
        ChannelPipeline pipeline = ctx.pipeline();
        ChannelHandler frames = clearTextCodec.get(0);
        pipeline.addAfter(pipeline.context(frames).name(), "tls", tls);
        clearTextCodec.stream().skip(1).forEach(pipeline::remove);
        // Octets received after the consent go to the next handler, which is TLS.
        pipeline.remove(frames);
    }

    private void succeed(ChannelHandlerContext ctx) {
        if (!over) {
            over = true;
            ctx.channel().config().setAutoRead(false);
            ctx.pipeline().remove(this);
            outcome.secured();
        }
    }

    private TlsFailure describe(Throwable cause) {
        if (cause instanceof SslHandshakeTimeoutException) {
            return TlsFailure.handshakeTimedOut(timeout);
        }
        if (cause instanceof NotSslRecordException) {
            return TlsFailure.notTls();
        }
        return TlsFailure.duringHandshake(cause);
    }

    private void fail(TlsFailure failure) {
        if (!over) {
            abandon();
            outcome.failed(failure);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!agreed) {
            fail(TlsFailure.closedInstead());
        }
        // Otherwise the handshake fails by itself with a more specific cause.
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!agreed) {
            fail(TlsFailure.closedInstead());
        } else {
            Throwable reported =
                    cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
            ctx.channel().eventLoop().execute(() -> fail(describe(reported)));
        }
    }
}
