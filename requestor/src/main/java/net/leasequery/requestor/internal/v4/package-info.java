/** The DHCPv4 dialect: RFC 7724 and RFC 6926 messages to events of the protocol, and queries to messages. */
@NullMarked
package net.leasequery.requestor.internal.v4;

import org.jspecify.annotations.NullMarked;
