/** Authentication, roles and rate limits of callers. Independent of the HTTP library, of Kafka and of leases. */
@NullMarked
package net.leasequery.streams.lookup.access;

import org.jspecify.annotations.NullMarked;
