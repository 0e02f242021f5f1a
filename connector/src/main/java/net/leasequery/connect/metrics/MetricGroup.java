package net.leasequery.connect.metrics;

import java.util.List;

/** Values that belong together. */
public interface MetricGroup {

    /** All of them; the same names each time. */
    List<Metric> all();
}
