/**
 * Source partitions and source offsets: the one place that knows how a resume state is written into
 * Kafka Connect's offset storage, read back, and edited through the REST API. Uses the requestor's
 * values; must not know records, configuration or how the requestor moves a position. RFC 7724
 * sections 7.3 and 7.4.1.
 */
@NullMarked
package net.leasequery.connect.offset;

import org.jspecify.annotations.NullMarked;
