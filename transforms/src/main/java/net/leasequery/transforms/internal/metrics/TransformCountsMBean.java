package net.leasequery.transforms.internal.metrics;

/** What one transform has done since it was configured, as JMX shows it. Counts of records. */
public interface TransformCountsMBean {

    /** Bindings that were turned into the transform's form. */
    long getTransformed();

    /** Records that passed untouched: events, heartbeats, tombstones and others that are no bindings. */
    long getPassed();

    /** Bindings that lack what the model insists on, whatever became of them. */
    long getIncomplete();

    /** Bindings that were dropped because they are incomplete. */
    long getDropped();
}
