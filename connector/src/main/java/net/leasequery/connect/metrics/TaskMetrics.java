package net.leasequery.connect.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.tls.TlsStatus;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one task. They distinguish <em>quiet</em> from <em>broken</em>: a task that keeps running although its
 * server is gone shows it here. Thread-safe.
 */
public final class TaskMetrics {

    /** Value of a number that is not known. */
    private static final long UNKNOWN = -1;

    private final Supplier<RequestorStatus> status;
    private final StreamProgress progress;
    private final Sweep sweep;
    private final @Nullable ReadBack readBack;
    private final Acknowledgements acknowledgements;
    private final TopicHealth topic;
    private final LongSupplier filtered;
    private final Clock clock;
    private final int queueCapacity;
    private final List<MetricGroup> more;
    private final AtomicLong records = new AtomicLong();

    /**
     * Metrics of a task.
     *
     * @param status status of its requestor
     * @param progress progress of snapshot, gap fill and poll
     * @param sweep numbers of remembered addresses and ended bindings
     * @param readBack progress of the read-back; null if there is none
     * @param acknowledgements outcome of its records
     * @param topic findings of the first task about the bindings topic
     * @param filtered number of bindings that the subnet filter kept out of the topic
     * @param queueCapacity changes that may wait for Kafka
     * @param more additional metrics of the task
     * @param clock local, for the remaining days of certificates
     */
    public TaskMetrics(
            Supplier<RequestorStatus> status,
            StreamProgress progress,
            Sweep sweep,
            @Nullable ReadBack readBack,
            Acknowledgements acknowledgements,
            TopicHealth topic,
            LongSupplier filtered,
            int queueCapacity,
            List<MetricGroup> more,
            Clock clock) {
        this.status = status;
        this.progress = progress;
        this.sweep = sweep;
        this.readBack = readBack;
        this.acknowledgements = acknowledgements;
        this.topic = topic;
        this.filtered = filtered;
        this.queueCapacity = queueCapacity;
        this.more = List.copyOf(more);
        this.clock = clock;
    }

    /** Counts records that the task handed to Kafka Connect. */
    public void recordsReturned(int count) {
        records.addAndGet(count);
    }

    List<Metric> all() {
        return Stream.of(
                        ofTheConnection(),
                        ofTheQueue(),
                        ofKafka(),
                        more.stream().flatMap(group -> group.all().stream()).toList(),
                        progress.all(),
                        ofTheSweep(),
                        topic.all(),
                        ofTls(),
                        ofTlsFailures())
                .flatMap(List::stream)
                .toList();
    }

    private List<Metric> ofTls() {
        return List.of(
                metric(
                        "own-certificate-days-left",
                        "whole days until the first certificate in the connector's own chain expires; 0 when it has;"
                                + " -1 before it was read, and in clear text",
                        s -> daysUntil(s.connections().tls(), TlsStatus::ownExpiry)),
                metric(
                        "server-certificate-days-left",
                        "the same for the chain that the server last presented; -1 before the first",
                        s -> daysUntil(s.connections().tls(), TlsStatus::serverExpiry)));
    }

    private List<Metric> ofTlsFailures() {
        return Stream.of(DisconnectReason.values())
                .filter(DisconnectReason::isOfTls)
                .map(reason -> metric(
                        reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total",
                        "connections that ended with the reason " + reason,
                        s -> s.connections().tlsFailures().getOrDefault(reason, 0L)))
                .toList();
    }

    private List<Metric> ofTheQueue() {
        return List.of(
                metric("queue-size", "changes waiting for Kafka", RequestorStatus::queuedDeliveries),
                new Metric("queue-capacity", "changes that may wait for Kafka (max.queue.size)", () -> queueCapacity),
                metric(
                        "queue-remaining-capacity",
                        "changes for which there is room in the queue; at 0 the connector stops reading from the server",
                        s -> Math.max(0, queueCapacity - s.queuedDeliveries())),
                metric(
                        "back-pressure-time-ms-total",
                        "milliseconds for which the connector did not read from the server because the queue was full",
                        s -> s.received().heldBackMillis()),
                metric(
                        "octets-received-total",
                        "octets of messages received, without TLS and TCP",
                        s -> s.received().octets()));
    }

    private List<Metric> ofTheSweep() {
        return Stream.concat(
                        StateMetric.of(
                                "read-back-state",
                                "how far the read-back of the bindings topic is (WAITING: failed, is tried again)",
                                List.of("NONE", "READING", "WAITING", "DONE"),
                                () -> readBack == null
                                        ? "NONE"
                                        : readBack.progress().name())
                                .stream(),
                        ofTheTable().stream())
                .toList();
    }

    private List<Metric> ofTheTable() {
        return List.of(
                new Metric(
                        "read-back-skipped-total",
                        "records of the bindings topic skipped because they have no readable header"
                                + " leasequery.table",
                        () -> readBack == null ? 0L : readBack.skipped()),
                new Metric(
                        "read-back-surplus-keys",
                        "records of the bindings topic that no later record replaces, because the octets of keys or the"
                                + " number of partitions changed; as of the last read-back; -1 if it ended early because"
                                + " the table was no longer needed, and before the first",
                        () -> readBack == null ? -1L : readBack.surplusKeys().orElse(-1)),
                new Metric("sweep-table-size", "number of addresses kept in memory for sweeps", sweep::remembered),
                new Metric("swept-total", "bindings ended by sweeps", sweep::ended),
                new Metric("suspect-bindings", "number of bindings in doubt, whose query is pending", sweep::doubted),
                new Metric(
                        "suspects-left-to-expiry-total",
                        "bindings in doubt that could not be queried and stay until their leases expire",
                        sweep::leftToExpiry));
    }

    private List<Metric> ofTheConnection() {
        List<Metric> phase = StateMetric.of(
                "phase",
                "what the stream is doing",
                List.of(
                        "DISCONNECTED",
                        "CONNECTING",
                        "UPGRADING",
                        "HANDSHAKING",
                        "QUERYING",
                        "CATCHING_UP",
                        "LIVE",
                        "STOPPED"),
                () -> status.get().phase().name());
        Metric connected = metric(
                "connected",
                "1 if the server has answered the query on the current connection, else 0",
                TaskMetrics::connected);
        return Stream.of(List.of(connected), phase, ofTheMessages())
                .flatMap(List::stream)
                .toList();
    }

    private List<Metric> ofTheMessages() {
        return List.of(
                metric(
                        "time-since-last-message-ms",
                        "milliseconds since the server last sent anything; -1 before the first message",
                        s -> orUnknown(s.lastHeard().millisSinceMessage())),
                metric(
                        "time-since-last-proof-ms",
                        "milliseconds since the server last proved that no change is waiting (end of catch-up,"
                                + " keep-alive, complete poll); -1 before the first proof",
                        s -> orUnknown(s.lastHeard().millisSinceProof())),
                metric(
                        "messages-total",
                        "well-formed messages received",
                        s -> s.received().messages()),
                metric("bindings-total", "bindings received", s -> s.received().bindings()),
                metric(
                        "malformed-messages-total",
                        "messages that could not be decoded",
                        s -> s.received().malformedMessages()),
                metric(
                        "malformed-options-total",
                        "options kept as octets because they do not have the format of their RFC",
                        s -> s.tolerated().malformedOptions()),
                metric(
                        "leases-without-binding-total",
                        "DHCPLEASEACTIVE messages without a binding, treated as keep-alives (Junos)",
                        s -> s.tolerated().leasesWithoutBinding()),
                metric(
                        "bindings-of-other-vpns-total",
                        "bindings of VPNs that vpn.id does not name, written under their own keys",
                        s -> s.tolerated().bindingsOfOtherVpns()),
                metric(
                        "connection-attempts-total",
                        "attempts to connect",
                        s -> s.connections().attempts()),
                metric(
                        "disconnects-total",
                        "connections that ended after the server had answered",
                        s -> s.connections().disconnects()));
    }

    private List<Metric> ofKafka() {
        return List.of(
                new Metric(
                        "bindings-filtered-total",
                        "bindings not written because of include.subnets and exclude.subnets",
                        filtered::getAsLong),
                new Metric("records-total", "records handed to Kafka Connect", records::get),
                new Metric(
                        "records-unacknowledged",
                        "records handed to Kafka Connect and neither acknowledged nor dropped yet",
                        acknowledgements::unacknowledged),
                new Metric(
                        "records-not-written-total",
                        "records that Kafka did not store: a transform dropped them, or errors.tolerance=all ignored"
                                + " their failure",
                        acknowledgements::notWritten));
    }

    private Metric metric(String name, String description, Function<RequestorStatus, Object> value) {
        return new Metric(name, description, () -> value.apply(status.get()));
    }

    private static int connected(RequestorStatus status) {
        return switch (status.phase()) {
            case CATCHING_UP, LIVE -> 1;
            case DISCONNECTED, CONNECTING, UPGRADING, HANDSHAKING, QUERYING, STOPPED -> 0;
        };
    }

    private long daysUntil(@Nullable TlsStatus tls, Function<TlsStatus, @Nullable Instant> which) {
        Instant expiry = tls == null ? null : which.apply(tls);
        return expiry == null
                ? UNKNOWN
                : Math.max(0, Duration.between(clock.instant(), expiry).toDays());
    }

    private static long orUnknown(@Nullable Long value) {
        return value == null ? UNKNOWN : value;
    }
}
