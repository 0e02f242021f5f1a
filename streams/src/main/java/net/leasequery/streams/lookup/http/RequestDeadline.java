package net.leasequery.streams.lookup.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that take too long for one request, from the end of the previous request to the last octet of the
 * answer. An idle timeout does not suffice: a caller that sends or reads an octet now and then could keep a connection,
 * or the thread that waits for the rest, for days.
 */
final class RequestDeadline extends AbstractLifeCycle {
    private static final int LOOKS_PER_DEADLINE = 8;

    private final ServerConnector connector;
    private final long deadlineNanos;
    /** Used by one task at a time, because each task schedules the next. */
    private Map<EndPoint, Progress> known = new HashMap<>();

    private volatile Scheduler.@Nullable Task next;

    /** The number of requests begun and answered so far, and since when that number is unchanged. */
    private record Progress(long messages, long sinceNanos) {}

    /** Creates a deadline. Connections are closed at most an eighth of the deadline too late. */
    RequestDeadline(ServerConnector connector, Duration deadline) {
        this.connector = connector;
        deadlineNanos = deadline.toNanos();
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, deadlineNanos / LOOKS_PER_DEADLINE, TimeUnit.NANOSECONDS);
    }

    private void look() {
        try {
            closeOverdue(NanoTime.now());
        } finally {
            if (isRunning()) {
                schedule();
            }
        }
    }

    private void closeOverdue(long now) {
        Map<EndPoint, Progress> found = new HashMap<>();
        for (EndPoint connection : connector.getConnectedEndPoints()) {
            long messages = messages(connection);
            Progress before = known.get(connection);
            if (before == null || before.messages() != messages) {
                found.put(connection, new Progress(messages, now));
            } else if (now - before.sinceNanos() < deadlineNanos) {
                found.put(connection, before);
            } else {
                connection.close(new TimeoutException("no request and its answer within the deadline"));
            }
        }
        known = found;
    }

    private static long messages(EndPoint endPoint) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection tls) {
            connection = tls.getSslEndPoint().getConnection();
        }
        return connection == null ? 0 : connection.getMessagesIn() + connection.getMessagesOut();
    }
}
