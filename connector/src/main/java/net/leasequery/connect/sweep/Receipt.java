package net.leasequery.connect.sweep;

/** Waits for Kafka's word on one record. Called on the thread of the worker's producer, once. */
@FunctionalInterface
public interface Receipt {

    /** For a record of which nobody keeps account. */
    Receipt NONE = stored -> {};

    /**
     * What became of the record.
     *
     * @param stored whether Kafka has acknowledged it; false if a transform dropped it, or if its failure was
     *     ignored by {@code errors.tolerance=all}
     */
    void settled(boolean stored);
}
