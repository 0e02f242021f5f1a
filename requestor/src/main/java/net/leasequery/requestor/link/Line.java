package net.leasequery.requestor.link;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.leasequery.requestor.dialect.OpenQuery;
import org.jspecify.annotations.Nullable;

/**
 * One of a requestor's two ways to its server: a connection at a time, the query that is open on it,
 * and the wait before the next. Lives on the event loop.
 *
 * @param <E> what answers consist of
 */
final class Line<E> {

    private final EventLoop eventLoop;
    private final HandOff handOff;
    private final Supplier<Connection> connector;
    private final Runnable backOffElapsed;
    private @Nullable Connection connection;
    private @Nullable OpenQuery<E> query;
    private @Nullable ScheduledFuture<?> backOff;
    private boolean attemptHeldBack;

    /**
     * @param connector begins a connection
     * @param backOffElapsed what to do after a wait
     */
    Line(EventLoop eventLoop, HandOff handOff, Supplier<Connection> connector, Runnable backOffElapsed) {
        this.eventLoop = eventLoop;
        this.handOff = handOff;
        this.connector = connector;
        this.backOffElapsed = backOffElapsed;
    }

    void connect() {
        connection = connector.get();
    }

    /**
     * Sends a query.
     *
     * @param read whether to read the answer now, or not before {@link #carryOn}
     */
    void send(OpenQuery<E> newQuery, boolean read) {
        query = newQuery;
        if (connection != null) {
            connection.send(newQuery.request());
            if (read) {
                connection.startReading();
            }
        }
    }

    /** The query that is open; null if there is none. */
    @Nullable
    OpenQuery<E> query() {
        return query;
    }

    boolean isConnected() {
        return connection != null;
    }

    /** Leaves what the server sends in the socket. */
    void holdBack() {
        if (connection != null) {
            connection.stopReading();
        }
    }

    /** Reads again, or makes the attempt that had to wait. */
    void carryOn() {
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
        if (backOff != null) {
            backOff.cancel(false);
            backOff = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    void awaitBackOff(Duration delay) {
        backOff = eventLoop.schedule(this::elapsed, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Each attempt brings notices, so with a full queue the next one waits as well. */
    private void elapsed() {
        if (handOff.awaitsRoom()) {
            attemptHeldBack = true;
        } else {
            backOffElapsed.run();
        }
    }
}
