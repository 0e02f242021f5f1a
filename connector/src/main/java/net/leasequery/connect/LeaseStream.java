package net.leasequery.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.metrics.PublishedMetrics;
import net.leasequery.connect.metrics.TaskMetrics;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.HeartbeatPacing;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.resume.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;

/** All that a running task has: requestor, mapping, metrics. Opened whole and closed whole. */
final class LeaseStream implements AutoCloseable {

    private final LeasequeryRequestor requestor;
    private final DeliveryMapping mapping;
    private final TaskMetrics metrics;
    private final PublishedMetrics published;

    private LeaseStream(
            LeasequeryRequestor requestor, DeliveryMapping mapping, TaskMetrics metrics, PublishedMetrics published) {
        this.requestor = requestor;
        this.mapping = mapping;
        this.metrics = metrics;
        this.published = published;
    }

    static LeaseStream open(
            LeasequeryConnectorConfig config,
            SourcePartition source,
            ResumeState resumeFrom,
            RequestorFactory requestors,
            SourceTaskContext context,
            Clock clock) {
        DhcpServer server = config.servers().get(0);
        DeliveryMapping mapping = new DeliveryMapping(
                source,
                config.recordSettings(),
                Sweep.none(),
                new HeartbeatPacing(config.heartbeatInterval(), System::nanoTime),
                resumeFrom,
                clock);
        LeasequeryRequestor requestor = requestors.create(config.requestorSettings(server), resumeFrom);
        try {
            TaskMetrics metrics = new TaskMetrics(requestor::status, clock);
            PublishedMetrics published =
                    PublishedMetrics.publish(metrics, context, config.connectorName(), source.server());
            requestor.start();
            return new LeaseStream(requestor, mapping, metrics, published);
        } catch (RuntimeException e) {
            requestor.close();
            throw e;
        }
    }

    /**
     * The next records, in order; a heartbeat among them if one is due.
     *
     * @param longestWait for the first delivery
     * @return empty if nothing came, or the stream was closed
     */
    List<SourceRecord> next(Duration longestWait) throws InterruptedException {
        List<SourceRecord> records = mapping.map(requestor.poll(longestWait));
        metrics.recordsReturned(records.size());
        return records;
    }

    /** Thread-safe; wakes {@link #next}. */
    @Override
    public void close() {
        try (published) {
            requestor.close();
        }
    }
}
