/**
 * The requestor's state machines as pure functions: a state and an event give the next state and the effects. Catch-up
 * and live stream, back-fill, poll, resume position, clock estimate. Independent of sockets, threads and encoding. RFC
 * 7724 section 7, RFC 6926 section 7, RFC 7653 section 8, RFC 5460 section 5.
 */
@NullMarked
package net.leasequery.requestor.internal.protocol;

import org.jspecify.annotations.NullMarked;
