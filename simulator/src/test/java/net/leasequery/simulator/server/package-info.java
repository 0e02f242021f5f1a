/** The server's behaviour, seen over real sockets. */
@NullMarked
package net.leasequery.simulator.server;

import org.jspecify.annotations.NullMarked;
