/** The files that others compare with. */
@NullMarked
package net.leasequery.simulator.report;

import org.jspecify.annotations.NullMarked;
