/**
 * What can happen on the two connections to a server, in terms common to DHCPv4 and DHCPv6: the alphabets of
 * the state machines in conversation, backfill and poll. Pure values; must not know sockets, timers, message
 * encodings or what a machine makes of an event. RFC 7724 sections 5.2.2 and 7, RFC 6926 section 7.3.
 */
@NullMarked
package net.leasequery.requestor.event;

import org.jspecify.annotations.NullMarked;
