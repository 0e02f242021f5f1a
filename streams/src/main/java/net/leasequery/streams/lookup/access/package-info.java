/** Who asks, what he may do, and how often. Knows nothing of HTTP's library, of Kafka or of leases. */
@NullMarked
package net.leasequery.streams.lookup.access;

import org.jspecify.annotations.NullMarked;
