package net.leasequery.connect.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics of a task, visible until closed.
 *
 * <p>If a worker waits in vain for a stopped task, because the task is blocked by Kafka, the worker starts its
 * successor in parallel. The names of the metrics are then still in use. Missing metrics never fail a task: they are
 * published once the earlier instance has ended. {@link #step} is for the polling thread, {@link #close} may be called
 * from any thread.
 */
public final class PublishedMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedMetrics.class);

    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();

    /** Undoes a registration of metrics. */
    interface Registration {
        /** Withdraws the metrics. Never throws. */
        void withdraw();
    }

    private final Supplier<@Nullable Registration> attempt;
    private final LongSupplier nanoTime;
    private @Nullable Registration registration;
    private long attemptedNanos;
    private boolean closed;

    private PublishedMetrics(Supplier<@Nullable Registration> attempt, LongSupplier nanoTime) {
        this.attempt = attempt;
        this.nanoTime = nanoTime;
        this.registration = attempt.get();
        this.attemptedNanos = nanoTime.getAsLong();
    }

    /**
     * Publishes through the worker, which tags the metrics with connector and task (Kafka 4.1 and later), or as an
     * MBean if the worker is older.
     *
     * @param metrics to publish
     * @param connector name of the connector
     * @param server name of the server of this task
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    public static PublishedMetrics publish(
            TaskMetrics metrics, SourceTaskContext context, String connector, String server, LongSupplier nanoTime) {
        PublishedMetrics published =
                new PublishedMetrics(() -> register(metrics, context, connector, server), nanoTime);
        if (published.registration == null) {
            LOG.warn(
                    "DHCP server {} of connector {}: an earlier instance of this task has not ended yet and its metrics"
                            + " are still registered. This task runs; its metrics follow when the earlier instance has"
                            + " ended",
                    server,
                    connector);
        }
        return published;
    }

    private static @Nullable Registration register(
            TaskMetrics metrics, SourceTaskContext context, String connector, String server) {
        try {
            return WorkerMetrics.register(metrics, context, Map.of("server", server));
        } catch (NoSuchMethodError | NoClassDefFoundError olderWorker) {
            return MetricsMBean.register(metrics, connector, server);
        }
    }

    /** Retries to publish metrics that could not be published yet, if it is time to. */
    public synchronized void step() {
        if (registration == null && !closed && nanoTime.getAsLong() - attemptedNanos >= RETRY_NANOS) {
            attemptedNanos = nanoTime.getAsLong();
            registration = attempt.get();
        }
    }

    /** Withdraws the metrics. Never throws. */
    @Override
    public synchronized void close() {
        closed = true;
        if (registration != null) {
            registration.withdraw();
            registration = null;
        }
    }
}
