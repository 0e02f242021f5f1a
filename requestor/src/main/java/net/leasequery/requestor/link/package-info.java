/**
 * The conversation on real sockets: one Netty event loop per requestor performs the effects that the
 * state machine asks for, and hands deliveries to the polling thread through a bounded queue. Decides
 * nothing about the protocol; must not know Kafka or a family's messages. RFC 7724 sections 5.3 and
 * 7.2 (timers), 7.5 (closing).
 */
@NullMarked
package net.leasequery.requestor.link;

import org.jspecify.annotations.NullMarked;
