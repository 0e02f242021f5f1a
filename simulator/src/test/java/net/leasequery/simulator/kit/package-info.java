/**
 * What the simulator's tests share: a clock that is moved by hand, a blocking test requestor for each family,
 * and one that speaks either, so that a test of what the families have in common is written once.
 */
@NullMarked
package net.leasequery.simulator.kit;

import org.jspecify.annotations.NullMarked;
