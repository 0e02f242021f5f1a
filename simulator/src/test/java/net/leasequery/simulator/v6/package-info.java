/** The DHCPv6 server over real sockets. */
@NullMarked
package net.leasequery.simulator.v6;

import org.jspecify.annotations.NullMarked;
