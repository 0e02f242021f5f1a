/**
 * Messages of DHCPv6 Leasequery, Bulk Leasequery and Active Leasequery as immutable values, with their decoder, encoder
 * and Netty handlers. Options are in {@code option}. Uses {@code codec.framing} for the framing on TCP; must not know
 * sockets, threads, timers or the allowed order of messages. RFC 8415 section 8, RFC 5007 section 4.1, RFC 5460 section
 * 5, RFC 7653 section 6.
 */
@NullMarked
package net.leasequery.codec.v6;

import org.jspecify.annotations.NullMarked;
