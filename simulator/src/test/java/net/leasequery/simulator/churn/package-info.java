/** Determinism and realism of the churn. */
@NullMarked
package net.leasequery.simulator.churn;

import org.jspecify.annotations.NullMarked;
