/** Faults as values, as text and as scripts. */
@NullMarked
package net.leasequery.simulator.fault;

import org.jspecify.annotations.NullMarked;
