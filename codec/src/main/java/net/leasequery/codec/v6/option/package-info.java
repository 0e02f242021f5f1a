/**
 * DHCPv6 options as values, and their parts: DUIDs, addresses, prefixes. Each option is a record that decodes and
 * encodes itself. Uses {@code codec} and Netty's buffers; must not know messages, framing, sockets or threads. RFC 8415
 * sections 11 and 21, RFC 5007 section 4.1.2, RFC 5460 section 5.4, RFC 7653 section 6.3; relay agents' options: RFC
 * 4580, RFC 4649, RFC 6607.
 */
@NullMarked
package net.leasequery.codec.v6.option;

import org.jspecify.annotations.NullMarked;
