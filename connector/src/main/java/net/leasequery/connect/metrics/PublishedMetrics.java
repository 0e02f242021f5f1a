package net.leasequery.connect.metrics;

import java.util.Map;
import org.apache.kafka.connect.source.SourceTaskContext;

/** Metrics that are visible until closed. */
public interface PublishedMetrics extends AutoCloseable {

    /**
     * Publishes through the worker, which tags them with connector and task (Kafka 4.1 and later), or
     * as an MBean where the worker is older.
     *
     * @param metrics values
     * @param connector name of the connector
     * @param server name of the server of this task
     */
    static PublishedMetrics publish(TaskMetrics metrics, SourceTaskContext context, String connector, String server) {
        try {
            return WorkerMetrics.register(metrics, context, Map.of("server", server));
        } catch (NoSuchMethodError | NoClassDefFoundError olderWorker) {
            return MetricsMBean.register(metrics, connector, server);
        }
    }

    /** Takes the metrics back. Never throws. */
    @Override
    void close();
}
