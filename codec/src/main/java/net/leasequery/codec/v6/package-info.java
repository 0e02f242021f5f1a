/**
 * Messages of DHCPv6 Leasequery, Bulk Leasequery and Active Leasequery as immutable values, with their
 * decoder, encoder and Netty handlers. Options live in {@code option}. Uses {@code codec.framing} for
 * what surrounds a message on TCP; must not know sockets, threads, timers or the order in which
 * messages may come. RFC 8415 section 8, RFC 5007 section 4.1, RFC 5460 section 5, RFC 7653 section 6.
 */
@NullMarked
package net.leasequery.codec.v6;

import org.jspecify.annotations.NullMarked;
