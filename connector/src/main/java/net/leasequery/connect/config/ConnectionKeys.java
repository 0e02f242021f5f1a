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
                "Milliseconds that one attempt to connect may take (BULK_LQ_CONN_TIMEOUT).");
        form.define(
                Keys.RECEIVE_TIMEOUT,
                INT,
                Keys.RECEIVE_TIMEOUT_DEFAULT,
                between(100, Limits.DAY_MS),
                MEDIUM,
                Width.SHORT,
                "Receive timeout",
                "Milliseconds without a message after which the connection counts as dead (ACTIVE_LQ_RCV_TIMEOUT)."
                        + " Must be longer than the server's interval between keep-alives, 60 s by the RFC; some"
                        + " servers are set to much more. A value below the RFC's default is accepted with a warning.");
        form.define(
                Keys.DATA_TIMEOUT,
                INT,
                Keys.DATA_TIMEOUT_DEFAULT,
                between(100, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Data timeout",
                "Milliseconds that a query may wait to be written, or a bulk answer may stall"
                        + " (BULK_LQ_DATA_TIMEOUT). A value below the RFC's default is accepted with a warning.");
        form.define(
                Keys.BACKOFF,
                LONG,
                1_000L,
                between(10, Limits.HOUR_MS),
                LOW,
                Width.SHORT,
                "Reconnect back-off",
                "Upper bound, in milliseconds, of the first wait before the server is tried again. The bound doubles"
                        + " with every failure; each wait is random up to it.");
        form.define(
                Keys.BACKOFF_MAX,
                LONG,
                60_000L,
                between(10, Limits.DAY_MS),
                LOW,
                Width.SHORT,
                "Longest reconnect back-off",
                "Upper bound, in milliseconds, of every wait. At least `reconnect.backoff.ms`.");
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
                "Milliseconds by which a resumed query reaches back behind the resume position, for changes that the"
                        + " server sends in another order than it stamps them. What comes twice has the same"
                        + " `eventId`.");
        form.define(
                Keys.RESUME_ASSUMES,
                STRING,
                Keys.ORDER,
                new OneOf(Keys.ORDER, Keys.NOTHING),
                MEDIUM,
                Width.SHORT,
                "Resume assumes",
                "What is assumed of a server whose connection was blocked. `order`: it sends the changes that wait about in"
                        + " the order in which they happened, to within `resume.overlap.ms`, so that the changes that"
                        + " arrive show how far the stream has come. `nothing`: RFC 7724 promises no order, and a server"
                        + " that sends its newest changes first would lose some after a reconnection; then the position"
                        + " moves only when the server proves that nothing waits (end of catch-up, keep-alive), and a"
                        + " reconnection is sent more again. Watch `time-since-last-proof-ms` then: a server that is"
                        + " never idle never proves anything.");
        form.define(
                Keys.QUEUE_SIZE,
                INT,
                16_384,
                between(1, 1_048_576),
                LOW,
                Width.SHORT,
                "Queue size",
                "Changes of one server that may wait for Kafka. When it is full, the socket is no longer read and"
                        + " the server slows down. At least `max.batch.size`.");
        form.define(
                Keys.QUEUE_BYTES,
                LONG,
                16L * 1_024 * 1_024,
                between(65_536, Limits.MOST_BYTES),
                LOW,
                Width.SHORT,
                "Queue bytes",
                "Octets of heap, estimated, that changes which wait for Kafka may take, for all tasks of a worker's JVM"
                        + " together. At the bound sockets are no longer read and the servers slow down.");
        form.define(
                Keys.BATCH_SIZE,
                INT,
                2_048,
                between(1, 65_536),
                LOW,
                Width.SHORT,
                "Batch size",
                "Most changes handed to Kafka Connect at once.");
    }
}
