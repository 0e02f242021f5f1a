/**
 * Several Active Leasequery servers in one process that share their leases: a failover pair or a group, fed by one
 * population of clients, in real time and over sockets.
 */
@NullMarked
package net.leasequery.simulator.site;

import org.jspecify.annotations.NullMarked;
