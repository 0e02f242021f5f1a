/**
 * Groups of servers and how they share leases. Independent of Kafka and Avro.
 */
@NullMarked
package net.leasequery.streams.groups;

import org.jspecify.annotations.NullMarked;
