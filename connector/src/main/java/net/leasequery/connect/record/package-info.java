/**
 * The content of the topics: Connect schemas, equal to the {@code .avsc} files of module {@code schemas}, and the
 * mapping of deliveries to source records. Uses the requestor's values and the offset package; must not know
 * configuration keys, threads, sockets or any serialiser. RFC 6926 sections 6.2 and 7.4, RFC 7724 section 7.4.
 */
@NullMarked
package net.leasequery.connect.record;

import org.jspecify.annotations.NullMarked;
