/**
 * The two clocks of a conversation kept apart: moments of our own clock, and how far the server's
 * clock is from it. Pure values; knows neither sockets nor messages. RFC 6926 sections 2 (clock skew)
 * and 7.4.
 */
@NullMarked
package net.leasequery.requestor.clock;

import org.jspecify.annotations.NullMarked;
