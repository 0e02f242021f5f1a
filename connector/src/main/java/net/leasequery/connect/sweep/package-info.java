/**
 * No ghost leases: compares a complete answer of a server with what Kafka still shows as leased, and
 * concludes which bindings have ended. Knows the topic only by the header that each binding record
 * carries, never by key or value, whose form is the worker's affair. Uses the requestor's values and
 * Kafka's consumer; must not know configuration keys, schemas or source offsets. RFC 6926 sections 7.3
 * and 8.2.1, RFC 5460 section 6.4.
 */
@NullMarked
package net.leasequery.connect.sweep;

import org.jspecify.annotations.NullMarked;
