/** What is DHCPv4's own in the simulator, reply by reply, over real sockets. */
@NullMarked
package net.leasequery.simulator.v4;

import org.jspecify.annotations.NullMarked;
