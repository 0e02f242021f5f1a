/**
 * What the simulator writes for comparison: the lease table and the log of queries as JSON lines. The form of the
 * table is a contract, described in the module's README. Uses leases; must not know sockets.
 */
@NullMarked
package net.leasequery.simulator.report;

import org.jspecify.annotations.NullMarked;
