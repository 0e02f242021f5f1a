/**
 * The table that a consumer sees: the last record of each key, read as Avro through the registry, without classes of
 * the connector; and the comparison of that table with the DHCP server's own.
 *
 * <p>Uses Kafka's consumer, Avro, and the registry's HTTP API. Must not know the connector, nor which
 * processes run.
 */
@NullMarked
package net.leasequery.quickstart.table;

import org.jspecify.annotations.NullMarked;
