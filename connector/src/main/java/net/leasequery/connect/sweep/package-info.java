/**
 * No ghost leases: compares complete answers of a server with the bindings that Kafka still shows as leased, and
 * concludes which have ended. Uses the requestor's values; must not know Kafka, configuration keys, schemas or source
 * offsets. RFC 6926 sections 7.3 and 8.2.1, RFC 5460 section 6.4.
 */
@NullMarked
package net.leasequery.connect.sweep;

import org.jspecify.annotations.NullMarked;
