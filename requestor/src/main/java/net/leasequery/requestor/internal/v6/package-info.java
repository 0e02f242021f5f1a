/** The DHCPv6 dialect: RFC 7653, RFC 5460 and RFC 5007 messages to events of the protocol, and queries to messages. */
@NullMarked
package net.leasequery.requestor.internal.v6;

import org.jspecify.annotations.NullMarked;
