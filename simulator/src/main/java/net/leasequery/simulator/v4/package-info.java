/**
 * The DHCPv4 side of the server: which leases a query asks for, what is wrong with it, and the messages
 * that answer it, as the RFCs have them or as Kea does. Uses the codec and the leases; must not know
 * connections, history or faults. RFC 7724 section 8, RFC 6926 section 8.
 */
@NullMarked
package net.leasequery.simulator.v4;

import org.jspecify.annotations.NullMarked;
