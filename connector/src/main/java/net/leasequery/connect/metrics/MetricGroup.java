package net.leasequery.connect.metrics;

import java.util.List;

/** Metrics that belong together. */
public interface MetricGroup {

    /** Returns all metrics; the names are the same each time. */
    List<Metric> all();
}
