/**
 * The differences between DHCPv4 and DHCPv6 on the wire: how a query is written and what a message means. Implemented
 * once per family, by {@code v4} and {@code v6}; independent of sockets, timers and callers.
 */
@NullMarked
package net.leasequery.requestor.internal.dialect;

import org.jspecify.annotations.NullMarked;
