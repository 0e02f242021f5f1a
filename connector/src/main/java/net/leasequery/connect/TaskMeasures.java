package net.leasequery.connect;

import java.util.List;
import java.util.function.Supplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.metrics.BindingMetrics;
import net.leasequery.connect.metrics.LoadMetrics;
import net.leasequery.connect.metrics.MetricGroup;
import net.leasequery.connect.metrics.RecordMetrics;
import net.leasequery.connect.metrics.SignalMetrics;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What is measured of the deliveries that a task takes and of the records that it hands over. */
record TaskMeasures(BindingMetrics bindings, LoadMetrics loads, RecordMetrics records, SignalMetrics signals) {

    static TaskMeasures of(
            Supplier<RequestorStatus> status,
            LeasequeryConnectorConfig config,
            DeliveryMapping mapping,
            Sweep sweep,
            @Nullable TaskSignals signals,
            ResumeState start,
            TaskEnvironment environment) {
        return new TaskMeasures(
                new BindingMetrics(status, start, mapping::repeats, environment.clock()),
                new LoadMetrics(sweep::remembered, environment.nanoTime()),
                new RecordMetrics(config.recordSettings().topics().events(), environment.nanoTime()),
                new SignalMetrics(
                        () -> signals == null ? 0 : signals.done(), () -> signals == null ? 0 : signals.refused()));
    }

    List<MetricGroup> groups() {
        return List.of(bindings, loads, records, signals);
    }

    void saw(List<Delivery> deliveries) {
        bindings.saw(deliveries);
        loads.saw(deliveries);
    }

    /** Of so many records, these are looked at. */
    void returned(int count, List<SourceRecord> handedOver) {
        records.returned(count, handedOver);
    }
}
