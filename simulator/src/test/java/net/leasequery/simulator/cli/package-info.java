/** The simulator as a process. */
@NullMarked
package net.leasequery.simulator.cli;

import org.jspecify.annotations.NullMarked;
