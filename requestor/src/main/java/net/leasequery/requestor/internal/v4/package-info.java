/** The DHCPv4 dialect: turns RFC 7724 and RFC 6926 messages into events of the protocol, and queries into messages. */
@NullMarked
package net.leasequery.requestor.internal.v4;

import org.jspecify.annotations.NullMarked;
