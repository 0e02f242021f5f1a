package net.leasequery.requestor.internal.netty;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.Event;
import org.jspecify.annotations.Nullable;

/**
 * One of a requestor's two links to its server: one connection at a time, and the wait before the next. Used on the
 * event loop only.
 *
 * @param <E> events of its connections
 */
final class ReconnectingConnection<E extends Event> {

    private final RequestorContext context;
    private final ServerConnector connector;
    private final Duration receiveTimeout;
    private final ConnectionEvents<E> events;
    private final Connection.Listener<E> listener;
    private @Nullable Connection<E> connection;
    private @Nullable ScheduledFuture<?> pause;
    private boolean attemptHeldBack;
    private boolean heldBack;

    /**
     * @param connector makes the connections
     * @param receiveTimeout longest silence of the server while the requestor is ready to read
     * @param listener receives the events of each connection and the end of each wait
     */
    ReconnectingConnection(
            RequestorContext context,
            ServerConnector connector,
            Duration receiveTimeout,
            ConnectionEvents<E> events,
            Connection.Listener<E> listener) {
        this.context = context;
        this.connector = connector;
        this.receiveTimeout = receiveTimeout;
        this.events = events;
        this.listener = listener;
    }

    void connect() {
        Connection<E> next = new Connection<>(context, connector, receiveTimeout, events, listener);
        connection = next;
        if (heldBack) {
            next.holdBack();
        }
    }

    void send(OpenQuery<E> query) {
        if (connection != null) {
            connection.send(query);
        }
    }

    /** Leaves messages other than the first of a connection in the socket. */
    void holdBack() {
        heldBack = true;
        if (connection != null) {
            connection.holdBack();
        }
    }

    /** Resumes reading, or makes the attempt that was delayed. */
    void carryOn() {
        heldBack = false;
        if (attemptHeldBack) {
            attemptHeldBack = false;
            elapsed();
        } else if (connection != null) {
            connection.carryOn();
        }
    }

    /** Ends the connection, the attempt to make one, or the wait before it. */
    void close() {
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

    /** Each attempt adds notices, so while the queue is full the next attempt waits as well. */
    private void elapsed() {
        if (context.queue().awaitsRoom()) {
            attemptHeldBack = true;
        } else {
            listener.take(events.waitElapsed(context.now()));
            listener.flush();
        }
    }
}
