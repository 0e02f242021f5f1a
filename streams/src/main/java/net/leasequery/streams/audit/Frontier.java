package net.leasequery.streams.audit;

/** How far the inputs of the whole application have been processed. */
@FunctionalInterface
public interface Frontier {
    /** The records that the inputs held at start are not processed yet. */
    long NOT_YET = Long.MIN_VALUE;

    /**
     * Returns a moment, in milliseconds of the workers' clock: every record that was in an input by then has reached
     * its address, and its client. {@link #NOT_YET} until the records that the inputs held at start are processed. Safe
     * for any thread.
     */
    long reached();
}
