/**
 * Merges what a group of servers reports of one address: pure functions on the set of their views, without clocks,
 * stores or Kafka. RFC 6926 section 7.6, draft-ietf-dhc-interserver-alt-00 section 7.2.2, RFC 8156 section 4.4.1.
 */
@NullMarked
package net.leasequery.streams.merge;

import org.jspecify.annotations.NullMarked;
