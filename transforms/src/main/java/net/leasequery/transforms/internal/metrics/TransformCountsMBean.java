package net.leasequery.transforms.internal.metrics;

/** Counts of records of one transform since it was configured, for JMX. */
public interface TransformCountsMBean {

    /** Bindings that were converted to the transform's form. */
    long getTransformed();

    /** Records that passed unchanged: events, heartbeats, tombstones and others that are not bindings. */
    long getPassed();

    /** Bindings that lack an attribute that the model requires, for any {@code on.incomplete}. */
    long getIncomplete();

    /** Bindings that were dropped because they are incomplete. */
    long getDropped();
}
