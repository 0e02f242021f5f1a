/**
 * Activity in the simulated network: clients that discover, renew, release and decline, relays, host names, a partner
 * server. Changes only the lease database; must not know sockets or messages. The same seed and the same ticks give
 * the same changes.
 */
@NullMarked
package net.leasequery.simulator.churn;

import org.jspecify.annotations.NullMarked;
