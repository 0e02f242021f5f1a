/**
 * What operators do with a connector and what they see of it: life cycle by REST, signals, the example configurations,
 * and metrics, alerts and dashboard as a real Prometheus sees them.
 */
@NullMarked
package net.leasequery.systemtests.operations;

import org.jspecify.annotations.NullMarked;
