/**
 * The DHCPv4 side of the server: which leases a query asks for, whether it is valid, and the messages that answer it,
 * as the RFCs or as Kea define them. Uses the codec and the leases; must not know connections, history or faults. RFC
 * 7724 section 8, RFC 6926 section 8.
 */
@NullMarked
package net.leasequery.simulator.v4;

import org.jspecify.annotations.NullMarked;
