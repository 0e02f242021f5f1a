package net.leasequery.streams.app;

/** Metrics of one instance: {@code net.leasequery:type=lease-streams,client-id=…}. */
public interface ApplicationMetricsMBean {

    /** Number of records that could not be read since the start of this process. */
    long getUnreadableRecordsTotal();

    /** Milliseconds since the moment up to which all inputs are known to be processed; -1 if no moment is known yet. */
    long getFrontierLagMs();
}
