package net.leasequery.requestor.internal.netty;

import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.Event;
import org.jspecify.annotations.Nullable;

/**
 * One of a requestor's ways to its server: a connection at a time, the query that is open on it,
 * and the wait before the next. Lives on the event loop.
 *
 * @param <E> what answers consist of
 */
final class ReconnectingConnection<E extends Event> {

    private final RequestorContext context;
    private final ServerConnector connector;
    private final Duration receiveTimeout;
    private final Connection.Listener listener;
    private final Runnable waitElapsed;
    private @Nullable Connection connection;
    private @Nullable OpenQuery<E> query;
    private @Nullable ScheduledFuture<?> pause;
    private boolean attemptHeldBack;
    private boolean heldBack;
    private boolean heard;

    /**
     * @param connector makes the connections
     * @param receiveTimeout longest silence of the server while we are ready to read
     * @param listener to each connection
     * @param waitElapsed what to do after a wait
     */
    ReconnectingConnection(
            RequestorContext context,
            ServerConnector connector,
            Duration receiveTimeout,
            Connection.Listener listener,
            Runnable waitElapsed) {
        this.context = context;
        this.connector = connector;
        this.receiveTimeout = receiveTimeout;
        this.listener = listener;
        this.waitElapsed = waitElapsed;
    }

    void connect() {
        heard = false;
        List<ChannelHandler> codec = new ArrayList<>();
        codec.add(new OctetCounter(context.counters().octets));
        codec.addAll(context.dialect().codec());
        connection = new Connection(
                connector, codec, receiveTimeout, context.settings().dataTimeout(), listener);
    }

    /**
     * Sends a query. The first message of a connection is read also while reading is held back: it shows the server's
     * clock, and must not wait.
     */
    void send(OpenQuery<E> newQuery) {
        query = newQuery;
        if (connection != null) {
            connection.send(newQuery.request());
            if (!heldBack || !heard) {
                connection.startReading();
            }
        }
    }

    /** A message came. */
    void received() {
        if (!heard) {
            heard = true;
            if (heldBack) {
                holdBack();
            }
        }
    }

    /** The query that is open; null if there is none. */
    @Nullable
    OpenQuery<E> query() {
        return query;
    }

    /** Leaves what the server sends in the socket, but for the first message of a connection. */
    void holdBack() {
        heldBack = true;
        if (connection != null && heard) {
            connection.stopReading();
        }
    }

    /** Reads again, or makes the attempt that had to wait. */
    void carryOn() {
        heldBack = false;
        if (attemptHeldBack) {
            attemptHeldBack = false;
            elapsed();
        } else if (connection != null && query != null) {
            connection.startReading();
        }
    }

    /** Ends the connection, the attempt to make one, or the wait before it. */
    void close() {
        query = null;
        attemptHeldBack = false;
        if (pause != null) {
            pause.cancel(false);
            pause = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Waits before the next connection. */
    void await(Duration delay) {
        pause = context.eventLoop().schedule(this::elapsed, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Each attempt brings notices, so with a full queue the next one waits as well. */
    private void elapsed() {
        if (context.queue().awaitsRoom()) {
            attemptHeldBack = true;
        } else {
            waitElapsed.run();
        }
    }
}
