package net.leasequery.connect.table;

/** Waits for the outcome of one record in Kafka. Called once, on the thread of the worker's producer. */
@FunctionalInterface
public interface Receipt {

    /** For a record that is not tracked. */
    Receipt NONE = stored -> {};

    /**
     * Reports the outcome of the record.
     *
     * @param stored whether Kafka has acknowledged it; false if a transform dropped it, or if its failure was ignored
     *     by {@code errors.tolerance=all}
     */
    void settled(boolean stored);
}
