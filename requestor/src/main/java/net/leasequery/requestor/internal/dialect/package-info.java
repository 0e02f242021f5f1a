/**
 * What differs between DHCPv4 and DHCPv6 on the wire: how a query is written and what a message means. Implemented once
 * per family, by {@code v4} and {@code v6}; knows no sockets, no timers and not who asks.
 */
@NullMarked
package net.leasequery.requestor.internal.dialect;

import org.jspecify.annotations.NullMarked;
