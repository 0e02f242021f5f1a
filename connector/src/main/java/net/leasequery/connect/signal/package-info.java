/**
 * Signals: what an operator asks of a running connector by a record in a topic. Reads and parses them; what they do is
 * for the task. Must not know records of bindings, metrics or configuration keys.
 */
@NullMarked
package net.leasequery.connect.signal;

import org.jspecify.annotations.NullMarked;
