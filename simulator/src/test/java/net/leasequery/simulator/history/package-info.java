/** The server's memory. */
@NullMarked
package net.leasequery.simulator.history;

import org.jspecify.annotations.NullMarked;
