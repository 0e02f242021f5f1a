/**
 * The contract between the server's core and the two families: a {@link net.leasequery.simulator.wire.Dialect} turns
 * messages into {@link net.leasequery.simulator.wire.Request}s and makes the
 * {@link net.leasequery.simulator.wire.Replies} to one of them. Uses leases; must not know any message of either
 * family, nor connections. RFC 7724 section 8, RFC 7653 section 9.
 */
@NullMarked
package net.leasequery.simulator.wire;

import org.jspecify.annotations.NullMarked;
