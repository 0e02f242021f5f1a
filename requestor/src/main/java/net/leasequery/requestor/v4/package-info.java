/**
 * The conversation in DHCPv4: forms queries and reads replies. Uses the codec's messages; knows
 * neither sockets nor what the conversation makes of an event. RFC 7724 sections 5.2, 7.3 and 7.4;
 * RFC 6926 sections 6.2, 7.3 and 7.4.
 */
@NullMarked
package net.leasequery.requestor.v4;

import org.jspecify.annotations.NullMarked;
