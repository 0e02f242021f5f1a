/**
 * The simulated server's lease database: configured address ranges, one immutable {@link
 * net.leasequery.simulator.lease.Lease} per address, every binding state of RFC 6926 section 6.2.7,
 * and the operations that change a lease. May use the codec's value types; must not know sockets,
 * messages, churn or faults. All times are whole seconds of the server's own clock.
 */
@NullMarked
package net.leasequery.simulator.lease;

import org.jspecify.annotations.NullMarked;
