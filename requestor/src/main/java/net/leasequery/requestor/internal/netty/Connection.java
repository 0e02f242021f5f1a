package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.tls.TlsFailure;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from the attempt to make it to its end. Speaks to its listener until the first of
 * {@code failed}, {@code closed}, {@code writeStalled} or {@link #close}, and never after. Lives on
 * the event loop.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final String SILENCE_TIMER = "silence-timer";
    private static final String UNHEARD =
            " before it sent anything; a server that does not accept our certificate may do"
                    + " so: check tlsKeys and the server's list of requestors";
    private static final String WRITE_TIMER = "write-timer";

    /** Who is told, on the event loop. */
    interface Listener extends ServerConnector.Progress {
        /** The connection stands, secured if it has to be; nothing is read before {@link #startReading}. */
        void opened(String peer, @Nullable TlsSession tls);

        /** It did not come about. */
        void failed(DisconnectReason reason, String detail);

        /** A message arrived. */
        void received(Object message);

        /** For the moment there are no further messages. */
        void readComplete();

        /** No message for the receive timeout while we were ready to read. */
        void silent();

        /** What we sent could not be written within the data timeout. */
        void writeStalled();

        /** The other side is gone. */
        void closed(DisconnectReason reason, String detail);
    }

    private final Duration receiveTimeout;
    private final Duration dataTimeout;
    private final Listener listener;
    private final Promise<Channel> attempt;
    private @Nullable Channel channel;
    private boolean over;
    private boolean heard;

    Connection(
            ServerConnector connector,
            List<ChannelHandler> codec,
            Duration receiveTimeout,
            Duration dataTimeout,
            Listener listener) {
        this.receiveTimeout = receiveTimeout;
        this.dataTimeout = dataTimeout;
        this.listener = listener;
        this.attempt = connector.connect(
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        ChannelPipeline pipeline = ch.pipeline();
                        codec.forEach(pipeline::addLast);
                        pipeline.addLast(new Inbound());
                    }
                },
                listener);
        attempt.addListener(done -> {
            if (over) {
                return;
            }
            if (done.isSuccess()) {
                Channel opened = attempt.getNow();
                channel = opened;
                String peer = String.valueOf(opened.remoteAddress()).replaceFirst("^[^/]*/", "");
                listener.opened(peer, tlsSession(opened));
            } else {
                over = true;
                if (done.cause() instanceof SecuringFailedException securing) {
                    listener.failed(
                            securing.failure().reason(), securing.failure().detail());
                } else {
                    listener.failed(DisconnectReason.CONNECT_FAILED, describe(done.cause()));
                }
            }
        });
    }

    /** Sends a message; {@code writeStalled} follows if it does not leave in time. */
    void send(Object message) {
        Channel open = channel;
        if (open != null) {
            if (open.pipeline().get(WRITE_TIMER) == null) {
                open.pipeline()
                        .addFirst(WRITE_TIMER, new WriteTimeoutHandler(dataTimeout.toMillis(), TimeUnit.MILLISECONDS));
            }
            open.writeAndFlush(message).addListener(written -> {
                if (!written.isSuccess() && !(written.cause() instanceof WriteTimeoutException)) {
                    endedByServer(open, "the query could not be sent: " + describe(written.cause()));
                }
            });
        }
    }

    /** Reads from now on, and minds the server's silences: a pause of ours is none of them. */
    void startReading() {
        Channel open = channel;
        if (open != null && !over) {
            if (open.pipeline().get(SILENCE_TIMER) == null) {
                // Next to our handler, so that whole messages count and not octets.
                open.pipeline()
                        .addBefore(
                                open.pipeline().lastContext().name(),
                                SILENCE_TIMER,
                                new IdleStateHandler(receiveTimeout.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
            }
            open.config().setAutoRead(true);
        }
    }

    /** Leaves what the server sends in the socket until {@link #startReading}; TCP will slow it down. */
    void stopReading() {
        Channel open = channel;
        if (open != null && !over) {
            open.config().setAutoRead(false);
            if (open.pipeline().get(SILENCE_TIMER) != null) {
                open.pipeline().remove(SILENCE_TIMER);
            }
        }
    }

    /** Ends the connection, or the attempt; the listener hears no more. */
    void close() {
        over = true;
        attempt.cancel(false);
        if (channel != null) {
            close(channel);
        }
    }

    static void close(Channel channel) {
        channel.close().addListener(closed -> {
            if (!closed.isSuccess()) {
                LOG.debug("Closing {} failed", channel, closed.cause());
            }
        });
    }

    private static @Nullable TlsSession tlsSession(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? null : TlsSession.of(tls.engine().getSession());
    }

    /**
     * With TLS 1.3 a server judges our certificate when the handshake is over for us, and may hang up before its
     * alert has reached us.
     */
    private void endedByServer(Channel ch, String detail) {
        boolean secured = ch.pipeline().get(SslHandler.class) != null;
        if (secured && !heard) {
            end(DisconnectReason.TLS_BROKEN, detail + UNHEARD);
        } else {
            end(detail);
        }
    }

    private void end(String detail) {
        end(DisconnectReason.CLOSED_BY_SERVER, detail);
    }

    private void end(DisconnectReason reason, String detail) {
        if (!over) {
            over = true;
            listener.closed(reason, detail);
        }
    }

    private static String describe(Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            return "the connection was closed at once";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Printable.text(message);
    }

    private final class Inbound extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            heard = true;
            if (!over) {
                listener.received(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            // Also after an end of our own making: what the last message brought still waits.
            listener.readComplete();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof IdleStateEvent && !over) {
                listener.silent();
            } else if (event instanceof SslCloseCompletionEvent completion && completion.isSuccess()) {
                end("the server ended the TLS session" + (heard ? "" : UNHEARD));
                close(ctx.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            endedByServer(ctx.channel(), "the server closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof WriteTimeoutException && !over) {
                over = true;
                listener.writeStalled();
            } else if (cause instanceof DecoderException && cause.getCause() instanceof SSLException broken) {
                TlsFailure failure = TlsFailure.afterHandshake(broken);
                if (failure == null) {
                    end(DisconnectReason.TLS_BROKEN, "TLS failed: " + describe(broken));
                } else {
                    end(failure.reason(), failure.detail());
                }
            } else if (cause instanceof IOException) {
                endedByServer(ctx.channel(), "the connection failed: " + describe(cause));
            } else {
                end("the connection was ended by an internal error: " + Printable.text(cause.toString()));
            }
            close(ctx.channel());
        }
    }
}
