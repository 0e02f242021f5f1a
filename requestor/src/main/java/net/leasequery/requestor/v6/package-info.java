/**
 * The conversation in DHCPv6: forms queries and reads replies. Uses the codec's messages; knows neither
 * sockets nor what the conversation makes of an event. RFC 7653 sections 8.3 to 8.5; RFC 5460 sections
 * 6.2 and 6.3; RFC 5007 section 4.1.
 */
@NullMarked
package net.leasequery.requestor.v6;

import org.jspecify.annotations.NullMarked;
