/**
 * The conversation with one server as a pure state machine: {@code (state, event) -> (state, effects)}.
 * All that RFC 7724 section 7 asks of a requestor is decided here and nowhere else. Uses the value
 * types of binding, delivery, resume and clock; must not know sockets, timers, threads, message
 * encodings or Kafka. {@code docs/state-machine.md} shows it as a table.
 */
@NullMarked
package net.leasequery.requestor.conversation;

import org.jspecify.annotations.NullMarked;
