package net.leasequery.streams.audit;

/** How far the inputs of the whole application have been processed. */
@FunctionalInterface
public interface Frontier {
    /** Not even what the inputs held at start is processed. */
    long NOT_YET = Long.MIN_VALUE;

    /**
     * A moment, in milliseconds of the workers' clock: every record that was in an input by then has reached its
     * address. {@link #NOT_YET} until what the inputs held at start is processed. Any thread.
     */
    long reached();
}
