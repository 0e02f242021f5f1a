/**
 * The server side of Leasequery over TCP, the same for both families: connections, Active and Bulk queries, faults,
 * the query log, and {@link net.leasequery.simulator.server.LeasequeryServer}, which ties them to a lease database.
 * Everything runs on one event loop. Uses Netty and the other packages of the simulator; knows the families only in
 * {@code ProtocolBehavior}, which chooses the dialect; must not know the command line. RFC 7724 and RFC 6926 section
 * 8, RFC 7653 section 9, RFC 5460 section 6.
 */
@NullMarked
package net.leasequery.simulator.server;

import org.jspecify.annotations.NullMarked;
