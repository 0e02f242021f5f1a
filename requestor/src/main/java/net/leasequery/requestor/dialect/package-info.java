/**
 * What differs between DHCPv4 and DHCPv6 on the wire, seen from the conversation: how a query is
 * written and what a message means. Implemented once per family; may use the codec, must not know
 * sockets, timers or who asks.
 */
@NullMarked
package net.leasequery.requestor.dialect;

import org.jspecify.annotations.NullMarked;
