/**
 * Java processes that this process starts, watches, kills and never leaves behind.
 *
 * <p>Uses the JDK only. Must not know what the processes are: Kafka, the registry and the
 * simulator are named in {@code cluster}.
 */
@NullMarked
package net.leasequery.quickstart.process;

import org.jspecify.annotations.NullMarked;
