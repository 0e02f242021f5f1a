/** Leases and the operations on them. */
@NullMarked
package net.leasequery.simulator.lease;

import org.jspecify.annotations.NullMarked;
