/**
 * Which servers hold the same leases, and how they share them. Knows neither Kafka nor Avro.
 */
@NullMarked
package net.leasequery.streams.groups;

import org.jspecify.annotations.NullMarked;
