/**
 * The server side of DHCPv4 Leasequery over TCP: connections, Active and Bulk queries, replies, the
 * query log, and {@link net.leasequery.simulator.server.LeasequeryServer}, which ties them to a lease
 * database. Everything runs on one event loop. Uses codec, Netty and the other packages of the
 * simulator; must not know the command line. RFC 7724 section 8, RFC 6926 section 8.
 */
@NullMarked
package net.leasequery.simulator.server;

import org.jspecify.annotations.NullMarked;
