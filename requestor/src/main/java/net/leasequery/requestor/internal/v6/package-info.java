/**
 * The DHCPv6 dialect: turns RFC 7653, RFC 5460 and RFC 5007 messages into events of the protocol, and queries into
 * messages.
 */
@NullMarked
package net.leasequery.requestor.internal.v6;

import org.jspecify.annotations.NullMarked;
