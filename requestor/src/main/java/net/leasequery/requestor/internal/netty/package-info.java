/**
 * Performs the effects of the state machines on one Netty event loop: connects, upgrades to TLS, frames, runs timers,
 * bounds the queue to the user, logs.
 */
@NullMarked
package net.leasequery.requestor.internal.netty;

import org.jspecify.annotations.NullMarked;
