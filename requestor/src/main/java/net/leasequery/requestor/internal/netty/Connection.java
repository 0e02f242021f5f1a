package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from the attempt to make it to its end, and its open query: turns messages of the server into events.
 * The listener receives nothing after the event that reports the end, or after {@link #close}. Used on the event loop
 * only.
 *
 * @param <E> events of this connection
 */
final class Connection<E extends Event> {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final String WRITE_TIMER = "write-timer";

    /** Takes the events, on the event loop. */
    interface Listener<E extends Event> {
        /** Takes an event; {@link #flush} follows it. */
        void take(E event);

        /** Takes a message of the server; {@link #flush} follows when no more messages are available for now. */
        void received(E message);

        /** No further event follows at once. */
        void flush();
    }

    private final RequestorContext context;
    private final ServerConnector connector;
    private final Duration receiveTimeout;
    private final ReadControl reading;
    private final ConnectionEvents<E> events;
    private final Listener<E> listener;
    private final Promise<Channel> attempt;
    private PeerIdentity peerIdentity;
    private @Nullable Channel channel;
    private @Nullable OpenQuery<E> query;
    private boolean over;

    /**
     * Begins to connect.
     *
     * @param receiveTimeout longest silence of the server while the requestor is ready to read
     */
    Connection(
            RequestorContext context,
            ServerConnector connector,
            Duration receiveTimeout,
            ConnectionEvents<E> events,
            Listener<E> listener) {
        this.context = context;
        this.connector = connector;
        this.receiveTimeout = receiveTimeout;
        this.reading = new ReadControl(receiveTimeout);
        this.events = events;
        this.listener = listener;
        this.peerIdentity = new PeerIdentity(context.settings().serverIdentity(), null);
        this.attempt = connector.connect(new Equipment(), new Progress());
        attempt.addListener(done -> {
            if (over) {
                return;
            }
            if (done.isSuccess()) {
                opened(attempt.getNow());
            } else {
                over();
                ConnectionEnd end = ConnectionEnd.ofAttempt(done.cause());
                context.counters().ended(end.reason());
                happened(events.failed(end.reason(), end.detail(), context.now()));
            }
        });
    }

    private void opened(Channel opened) {
        channel = opened;
        SslHandler handler = opened.pipeline().get(SslHandler.class);
        TlsSession tls = handler == null ? null : TlsSession.of(handler.engine().getSession());
        context.opened(tls);
        peerIdentity = new PeerIdentity(context.settings().serverIdentity(), tls);
        String peer = String.valueOf(opened.remoteAddress()).replaceFirst("^[^/]*/", "");
        int firstXid = context.xids().take(events.transactionIds());
        happened(events.shared(
                new SharedEvent.ConnectionOpened(peer, TlsSession.describe(tls), firstXid, context.now())));
    }

    /**
     * Sends a query and reads its answer. The first message is read even while reading is held back, because it shows
     * the server's clock and must not wait.
     */
    void send(OpenQuery<E> next) {
        query = next;
        Channel open = channel;
        if (open != null) {
            if (open.pipeline().get(WRITE_TIMER) == null) {
                long millis = context.settings().dataTimeout().toMillis();
                open.pipeline().addFirst(WRITE_TIMER, new WriteTimeoutHandler(millis, TimeUnit.MILLISECONDS));
            }
            open.writeAndFlush(next.request()).addListener(written -> {
                if (!written.isSuccess() && !(written.cause() instanceof WriteTimeoutException)) {
                    endedByServer(open, "the query could not be sent: " + ConnectionEnd.describe(written.cause()));
                }
            });
            reading.begin(open);
        }
    }

    /** Leaves messages other than the first in the socket, so that TCP slows the server down. */
    void holdBack() {
        reading.holdBack();
    }

    /** Resumes reading. */
    void carryOn() {
        reading.carryOn();
    }

    /** Ends the connection, or the attempt; the listener receives nothing more. */
    void close() {
        over();
        attempt.cancel(false);
        if (channel != null) {
            close(channel);
        }
    }

    private void over() {
        over = true;
        reading.end();
    }

    static void close(Channel channel) {
        channel.close().addListener(closed -> {
            if (!closed.isSuccess()) {
                LOG.debug("Closing {} failed", channel, closed.cause());
            }
        });
    }

    private static boolean isSecured(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private void endedByServer(Channel ended, String detail) {
        end(ConnectionEnd.byServer(detail, isSecured(ended), reading.hasHeard()));
    }

    private void end(ConnectionEnd end) {
        if (!over) {
            over();
            context.counters().ended(end.reason());
            happened(events.closed(end.reason(), end.detail(), context.now()));
        }
    }

    private void happened(@Nullable E event) {
        if (event != null) {
            listener.take(event);
            listener.flush();
        }
    }

    private E read(Object message, OpenQuery<E> open) {
        LocalMoment now = context.now();
        if (message instanceof MalformedFrame frame) {
            open.answer().malformed(frame);
            return events.shared(new SharedEvent.MalformedMessage(Printable.text(frame), frame.octets(), now));
        }
        return open.answer().read(message, now);
    }

    private final class Equipment extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel ch) {
            ChannelPipeline pipeline = ch.pipeline();
            pipeline.addLast(new OctetCounter(context.counters().octets));
            context.dialect().codec().forEach(pipeline::addLast);
            pipeline.addLast(new Inbound());
        }
    }

    private final class Progress implements ServerConnector.Progress {
        @Override
        public void tlsRequested() {
            happened(events.tlsRequested(context.now()));
        }

        @Override
        public void tlsAgreed() {
            happened(events.tlsAgreed(context.now()));
        }
    }

    private final class Inbound extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            OpenQuery<E> open = query;
            reading.messageCame();
            if (over || open == null) {
                return;
            }
            connector.answered();
            E event = read(message, open);
            SharedEvent.ServerIdentified identified =
                    peerIdentity.heard(open.answer().serverId(), event.at());
            if (identified != null) {
                listener.take(events.shared(identified));
            }
            listener.received(event);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            // Also after a local close: events of the last message still wait.
            listener.flush();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof IdleStateEvent && !over) {
                happened(events.silent(receiveTimeout, context.now()));
            } else if (event instanceof SslCloseCompletionEvent completion && completion.isSuccess()) {
                end(ConnectionEnd.ofTlsSession(reading.hasHeard()));
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
                over();
                long millis = context.settings().dataTimeout().toMillis();
                happened(events.writeStalled("the query could not be written within " + millis + " ms", context.now()));
            } else {
                end(ConnectionEnd.of(cause, isSecured(ctx.channel()), reading.hasHeard()));
            }
            close(ctx.channel());
        }
    }
}
