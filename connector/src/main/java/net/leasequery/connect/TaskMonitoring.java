package net.leasequery.connect;

import java.util.List;
import java.util.function.Supplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.metrics.BindingMetrics;
import net.leasequery.connect.metrics.LoadMetrics;
import net.leasequery.connect.metrics.PublishedMetrics;
import net.leasequery.connect.metrics.RecordMetrics;
import net.leasequery.connect.metrics.SignalMetrics;
import net.leasequery.connect.metrics.StreamProgress;
import net.leasequery.connect.metrics.TaskMetrics;
import net.leasequery.connect.metrics.TopicHealth;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.RecordBatch;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The published metrics of one task, updated with its deliveries and records. For the polling thread; {@link #close}
 * may be called from any thread.
 */
final class TaskMonitoring implements AutoCloseable {

    private final StreamProgress progress;
    private final BindingMetrics bindings;
    private final LoadMetrics loads;
    private final RecordMetrics records;
    private final TaskMetrics metrics;
    private final PublishedMetrics published;

    private TaskMonitoring(
            StreamProgress progress,
            BindingMetrics bindings,
            LoadMetrics loads,
            RecordMetrics records,
            TaskMetrics metrics,
            PublishedMetrics published) {
        this.progress = progress;
        this.bindings = bindings;
        this.loads = loads;
        this.records = records;
        this.metrics = metrics;
        this.published = published;
    }

    /**
     * Publishes the metrics of a task.
     *
     * @param status status of its requestor
     * @param start resume state at the start
     * @param topic findings about the bindings topic
     */
    static TaskMonitoring publish(
            LeasequeryConnectorConfig config,
            SourcePartition source,
            Supplier<RequestorStatus> status,
            DeliveryMapping mapping,
            TaskSweep sweep,
            Acknowledgements acknowledgements,
            ResumeState start,
            TopicHealth topic,
            @Nullable TaskSignals signals,
            SourceTaskContext context,
            TaskEnvironment environment) {
        StreamProgress progress = new StreamProgress(environment.nanoTime());
        BindingMetrics bindings = new BindingMetrics(status, start, mapping::repeats, environment.clock());
        LoadMetrics loads = new LoadMetrics(sweep.sweep()::remembered, environment.nanoTime());
        RecordMetrics records =
                new RecordMetrics(config.recordSettings().topics().events(), environment.nanoTime());
        SignalMetrics signalled = new SignalMetrics(
                () -> signals == null ? 0 : signals.done(), () -> signals == null ? 0 : signals.refused());
        TaskMetrics metrics = new TaskMetrics(
                status,
                progress,
                sweep.sweep(),
                sweep.readBack(),
                acknowledgements,
                topic,
                mapping::filtered,
                config.requestorSettings(config.servers().get(0)).maxQueueSize(),
                List.of(bindings, loads, records, signalled),
                environment.clock());
        PublishedMetrics published = PublishedMetrics.publish(
                metrics, context, config.connectorName(), source.server(), environment.nanoTime());
        return new TaskMonitoring(progress, bindings, loads, records, metrics, published);
    }

    void received(List<Delivery> deliveries) {
        progress.saw(deliveries);
        bindings.saw(deliveries);
        loads.saw(deliveries);
        published.step();
    }

    /**
     * Called when records were returned to the worker. Ends of bindings are only counted here, because they are created
     * when the worker reads them.
     */
    void handedOver(List<SourceRecord> all) {
        metrics.recordsReturned(all.size());
        records.returned(all.size(), all instanceof RecordBatch batch ? batch.made() : all);
    }

    /** Withdraws the metrics. Never throws. */
    @Override
    public void close() {
        published.close();
    }
}
