/**
 * Formats of records: Kafka Connect's converters for inputs and outputs, Avro with internal schemas for repartition
 * topics and stores.
 */
@NullMarked
package net.leasequery.streams.records;

import org.jspecify.annotations.NullMarked;
