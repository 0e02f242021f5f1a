/**
 * What can go wrong between a server and its requestors, as values: each fault, the moment at which it
 * strikes, scripts of faults, and their form as text. Knows nothing of sockets; {@code
 * net.leasequery.simulator.server} makes the faults happen.
 */
@NullMarked
package net.leasequery.simulator.fault;

import org.jspecify.annotations.NullMarked;
