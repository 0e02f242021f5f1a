package net.leasequery.connect.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import net.leasequery.requestor.RequestorStatus;
import org.jspecify.annotations.Nullable;

/**
 * The values of one task. They tell <em>quiet</em> from <em>broken</em>: a task that runs although its
 * server is gone shows it here. Thread-safe.
 */
public final class TaskMetrics {

    /** What a number is while nobody knows it. */
    private static final long UNKNOWN = -1;

    private final Supplier<RequestorStatus> status;
    private final AtomicLong records = new AtomicLong();

    /** Metrics of a task whose requestor reports {@code status}. */
    public TaskMetrics(Supplier<RequestorStatus> status) {
        this.status = status;
    }

    /** Counts records that the task handed to Kafka Connect. */
    public void recordsReturned(int count) {
        records.addAndGet(count);
    }

    List<Metric> all() {
        return List.of(
                metric("connected", "1 while changes are received, else 0", TaskMetrics::connected),
                metric(
                        "phase",
                        "DISCONNECTED, CONNECTING, UPGRADING, HANDSHAKING, CATCHING_UP, LIVE or STOPPED",
                        s -> s.phase().name()),
                metric(
                        "time-since-last-message-ms",
                        "milliseconds since the server last sent anything; -1 before the first message",
                        s -> orUnknown(s.millisSinceLastMessage())),
                metric("queue-size", "changes that wait for Kafka", RequestorStatus::queuedDeliveries),
                metric("messages-total", "well-formed messages received", RequestorStatus::messagesReceived),
                metric("bindings-total", "bindings received", RequestorStatus::bindingsReceived),
                metric("malformed-messages-total", "messages not decoded", RequestorStatus::malformedMessages),
                metric("connection-attempts-total", "attempts to connect", RequestorStatus::connectionAttempts),
                metric("disconnects-total", "connections that ended", RequestorStatus::disconnects),
                new Metric("records-total", "records handed to Kafka Connect", records::get));
    }

    private Metric metric(String name, String description, Function<RequestorStatus, Object> value) {
        return new Metric(name, description, () -> value.apply(status.get()));
    }

    private static int connected(RequestorStatus status) {
        return switch (status.phase()) {
            case CATCHING_UP, LIVE -> 1;
            case DISCONNECTED, CONNECTING, UPGRADING, HANDSHAKING, STOPPED -> 0;
        };
    }

    private static long orUnknown(@Nullable Long value) {
        return value == null ? UNKNOWN : value;
    }
}
