/**
 * Signals: requests of an operator to a running connector, sent as records in a topic. This package parses them; the
 * task carries them out. Must not know records of bindings, metrics or configuration keys.
 */
@NullMarked
package net.leasequery.connect.signal;

import org.jspecify.annotations.NullMarked;
