/**
 * The network between DHCP clients and servers, in one thread: messages with delay, loss, duplication and
 * partitions, on virtual time or on real time.
 */
@NullMarked
package net.leasequery.simulator.network;

import org.jspecify.annotations.NullMarked;
