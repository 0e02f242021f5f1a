package net.leasequery.connect.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The number of records that a task handed over, by kind. One thread updates the values, any thread reads them. */
public final class RecordMetrics implements MetricGroup {

    /** Types of events, as {@code net.leasequery.ConnectionEvent} has them. */
    static final List<String> EVENT_TYPES = List.of(
            "CONNECTED",
            "CATCH_UP_COMPLETED",
            "DATA_MISSING",
            "SNAPSHOT_STARTED",
            "SNAPSHOT_COMPLETED",
            "GAP_FILLED",
            "BACKFILL_FAILED",
            "QUERY_TERMINATED",
            "DISCONNECTED",
            "MALFORMED_MESSAGE",
            "SWEPT",
            "CLOCK_STEPPED",
            "SERVER_CHANGED",
            "RETIRED",
            "SIGNAL_DONE",
            "TABLE_FULL",
            "TOPIC_RECREATED");

    private final String eventsTopic;
    private final LongSupplier nanoTime;
    private final Map<String, LongAdder> events = new LinkedHashMap<>();
    private volatile long lastRecordNanos;
    private volatile boolean handedOver;

    /**
     * Starts without any records.
     *
     * @param eventsTopic topic of the events
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    public RecordMetrics(String eventsTopic, LongSupplier nanoTime) {
        this.eventsTopic = eventsTopic;
        this.nanoTime = nanoTime;
        EVENT_TYPES.forEach(type -> events.put(type, new LongAdder()));
    }

    /**
     * Counts records that are passed to Kafka Connect.
     *
     * @param count number of records
     * @param records those that may include events
     */
    public void returned(int count, List<SourceRecord> records) {
        if (count == 0) {
            return;
        }
        lastRecordNanos = nanoTime.getAsLong();
        handedOver = true;
        for (SourceRecord record : records) {
            if (eventsTopic.equals(record.topic()) && record.value() instanceof Struct event) {
                LongAdder ofType = events.get(event.getString("type"));
                if (ofType != null) {
                    ofType.increment();
                }
            }
        }
    }

    @Override
    public List<Metric> all() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric(
                "time-since-last-record-ms",
                "milliseconds since the task last handed a record to Kafka Connect; -1 before the first",
                () -> handedOver
                        ? Duration.ofNanos(nanoTime.getAsLong() - lastRecordNanos)
                                .toMillis()
                        : -1L));
        events.forEach((type, count) -> metrics.add(new Metric(
                "events-" + type.toLowerCase(Locale.ROOT).replace('_', '-') + "-total",
                "events " + type + " handed to Kafka Connect",
                count::sum)));
        return List.copyOf(metrics);
    }
}
