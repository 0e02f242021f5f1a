/**
 * Records between Kafka and this application: through Kafka Connect's converters at the edges, as Avro of its own in
 * repartition topics and stores.
 */
@NullMarked
package net.leasequery.streams.records;

import org.jspecify.annotations.NullMarked;
