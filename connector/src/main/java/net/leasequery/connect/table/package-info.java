/**
 * The last record of each binding in Kafka, as a task remembers it: packed rows in the heap, within a bound for all
 * tasks of the worker. A {@link net.leasequery.connect.table.Fingerprint} is all that a row keeps of a record; the
 * header {@code leasequery.table} of the record carries the same, so that the topic can be read back. Must not know
 * Kafka, configuration keys or schemas.
 */
@NullMarked
package net.leasequery.connect.table;

import org.jspecify.annotations.NullMarked;
