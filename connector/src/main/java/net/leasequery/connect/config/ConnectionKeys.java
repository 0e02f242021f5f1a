package net.leasequery.connect.config;

import static net.leasequery.connect.config.Limits.between;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of timers and of the hand-over to Kafka Connect. */
final class ConnectionKeys {

    private ConnectionKeys() {}

    static void define(ConfigDefBuilder form) {
        connection(form);
        delivery(form);
    }

    private static void connection(ConfigDefBuilder form) {
        form.group("Connection");
        form.define(
                Keys.CONNECT_TIMEOUT,
                INT,
                Keys.CONNECT_TIMEOUT_DEFAULT,
                between(100, 10 * Limits.MINUTE_MS),
                LOW,
                Width.SHORT,
                "Connect timeout",
                "Milliseconds after which an attempt to connect is given up (BULK_LQ_CONN_TIMEOUT).");
        form.define(
                Keys.RECEIVE_TIMEOUT,
                INT,
                Keys.RECEIVE_TIMEOUT_DEFAULT,
                between(100, Limits.DAY_MS),
                MEDIUM,
                Width.SHORT,
                "Receive timeout",
                "Milliseconds without a message after which the connection of an active query is considered dead and"
                        + " is made again (ACTIVE_LQ_RCV_TIMEOUT). Must be longer than the server's keep-alive"
                        + " interval, which is 60 s in the RFC and much longer on some servers. A value below the"
                        + " RFC's default of 120 s is accepted with a warning.");
        form.define(
                Keys.DATA_TIMEOUT,
                INT,
                Keys.DATA_TIMEOUT_DEFAULT,
                between(100, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Data timeout",
                "Milliseconds after which a query that cannot be written, or a bulk answer that pauses, is given up"
                        + " (BULK_LQ_DATA_TIMEOUT). A value below the RFC's default of 300 s is accepted with a"
                        + " warning. Raise it for a server that needs long to compute an answer.");
        form.define(
                Keys.BACKOFF,
                LONG,
                1_000L,
                between(10, Limits.HOUR_MS),
                LOW,
                Width.SHORT,
                "Reconnect back-off",
                "Upper bound, in milliseconds, of the first wait before a reconnection. The bound doubles with every"
                        + " failure, up to `reconnect.backoff.max.ms`; each wait is random between 0 and the bound.");
        form.define(
                Keys.BACKOFF_MAX,
                LONG,
                60_000L,
                between(10, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Longest reconnect back-off",
                "Upper bound, in milliseconds, of every wait before a reconnection. At least `reconnect.backoff.ms`.");
    }

    private static void delivery(ConfigDefBuilder form) {
        form.group("Delivery");
        form.define(
                Keys.RESUME_OVERLAP,
                LONG,
                5_000L,
                between(0, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Resume overlap",
                "Milliseconds by which a resumed query starts before the resume position, because servers do not"
                        + " send changes exactly in the order of their times. Changes that are received twice have"
                        + " the same `eventId`. Raise it for a server whose order is less exact.");
        form.define(
                Keys.RESUME_ASSUMES,
                STRING,
                Keys.ORDER,
                new OneOf(Keys.ORDER, Keys.NOTHING),
                MEDIUM,
                Width.SHORT,
                "Resume assumes",
                "Assumption about the order in which a server sends changes that waited on a blocked connection."
                        + " `order`: the order in which they happened, to within `resume.overlap.ms`, so the"
                        + " received changes show how far the stream has progressed. `nothing`: any order, because"
                        + " RFC 7724 promises none. Use `nothing` for a server that sends its newest changes first;"
                        + " with `order`, some of its changes would be lost at a reconnection. The position then"
                        + " moves only when the server proves that no change waits (end of catch-up, keep-alive),"
                        + " and more changes are repeated after a reconnection. Monitor `time-since-last-proof-ms`:"
                        + " a server that is never idle sends no proof.");
        form.define(
                Keys.QUEUE_SIZE,
                INT,
                16_384,
                between(1, 1_048_576),
                LOW,
                Width.SHORT,
                "Queue size",
                "Maximum number of changes of one server that wait for Kafka Connect. When the queue is full, the"
                        + " connector stops reading from the server until there is room. At least `max.batch.size`.");
        form.define(
                Keys.QUEUE_BYTES,
                LONG,
                16L * 1_024 * 1_024,
                between(65_536, Limits.MOST_BYTES),
                LOW,
                Width.SHORT,
                "Queue bytes",
                "Upper limit, in estimated octets of heap, of the changes that wait for Kafka Connect in all tasks"
                        + " of a worker's JVM together. When it is reached, the connector stops reading from the"
                        + " servers until there is room.");
        form.define(
                Keys.BATCH_SIZE,
                INT,
                2_048,
                between(1, 65_536),
                LOW,
                Width.SHORT,
                "Batch size",
                "Maximum number of changes that a task hands to Kafka Connect at once.");
    }
}
