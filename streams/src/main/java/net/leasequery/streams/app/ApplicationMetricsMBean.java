package net.leasequery.streams.app;

/** Metrics of one instance: {@code net.leasequery:type=lease-streams,client-id=…}. */
public interface ApplicationMetricsMBean {

    /** Records that could not be read since the start of this process. */
    long getUnreadableRecordsTotal();

    /** Milliseconds between now and the moment up to which all inputs are known to be processed; -1 before the first. */
    long getFrontierLagMs();
}
