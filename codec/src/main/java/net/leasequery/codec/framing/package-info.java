/**
 * Cuts a TCP or TLS stream into messages and back: two octets of length, then the message. Handles lengths only,
 * independent of the messages of either family. RFC 6926 section 6.1, RFC 7724 section 5.1; RFC 5460 section 5.1 frames
 * DHCPv6 the same way.
 */
@NullMarked
package net.leasequery.codec.framing;

import org.jspecify.annotations.NullMarked;
