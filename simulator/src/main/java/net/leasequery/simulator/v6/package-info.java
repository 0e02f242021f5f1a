/**
 * The DHCPv6 side of the server: which leases a query asks for, whether it is valid, and the messages that answer it.
 * A message describes one client on one link, so clients are looked up by link here. Uses the codec and the leases;
 * must not know connections, history or faults. RFC 7653 section 9, RFC 5460 section 7, RFC 5007 section 4.4.
 */
@NullMarked
package net.leasequery.simulator.v6;

import org.jspecify.annotations.NullMarked;
