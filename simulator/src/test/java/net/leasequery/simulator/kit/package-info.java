/** What the simulator's tests share: a blocking test requestor, a clock that is moved by hand. */
@NullMarked
package net.leasequery.simulator.kit;

import org.jspecify.annotations.NullMarked;
