/**
 * DHCPv4 Leasequery messages and their options as immutable values, and the decoder and encoder between them and the
 * wire. {@code Dhcpv4Decoder} and {@code Dhcpv4Encoder} are the entry points, each with a Netty handler around it and
 * one small class per concern (header, options). Uses Netty buffers; must not know Kafka, sockets, threads or
 * conversations. RFC 7724 section 5, RFC 6926 section 6, RFC 4388, 2131, 2132, 3046, 3396, 4702, 6607, 6925.
 */
@NullMarked
package net.leasequery.codec.v4;

import org.jspecify.annotations.NullMarked;
