/**
 * Faults between a server and its requestors, as values: each fault, the moment at which it strikes, scripts of
 * faults, and their text form. Must not know sockets; {@code net.leasequery.simulator.server} carries the faults out.
 */
@NullMarked
package net.leasequery.simulator.fault;

import org.jspecify.annotations.NullMarked;
