package net.leasequery.connect.metrics;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * The outcomes of signals.
 *
 * @param done number carried out
 * @param refused number not carried out
 */
public record SignalMetrics(LongSupplier done, LongSupplier refused) implements MetricGroup {

    @Override
    public List<Metric> all() {
        return List.of(
                new Metric("signals-done-total", "signals that the task carried out", done::getAsLong),
                new Metric(
                        "signals-refused-total",
                        "signals that the task refused, including those that could not be parsed",
                        refused::getAsLong));
    }
}
