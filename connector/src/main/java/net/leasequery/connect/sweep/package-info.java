/**
 * No ghost leases: compares complete answers of a server with the bindings that Kafka still shows as leased, and
 * concludes which have ended. Reads the topic only through the header that each binding record carries, never through
 * key or value, because the worker's converters decide their format. Uses the requestor's values and Kafka's consumer;
 * must not know configuration keys, schemas or source offsets. RFC 6926 sections 7.3 and 8.2.1, RFC 5460 section 6.4.
 */
@NullMarked
package net.leasequery.connect.sweep;

import org.jspecify.annotations.NullMarked;
