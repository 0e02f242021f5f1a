/**
 * The common part of both families of Leasequery messages: immutable octets, the exception for malformed messages, and
 * the value that represents a frame that could not be decoded. Uses Netty's {@code ByteBuf} and nothing else; must not
 * know Kafka, sockets or threads. The messages are in {@code v4} (RFC 7724, 6926, 4388) and {@code v6} (RFC 7653, 5460,
 * 5007), the framing (RFC 6926 section 6.1, RFC 5460 section 5.1) in {@code framing}.
 */
@NullMarked
package net.leasequery.codec;

import org.jspecify.annotations.NullMarked;
