/**
 * Java processes that this process starts, watches and kills, and that never outlive it.
 *
 * <p>Uses the JDK only. Must not know which programs the processes run: Kafka, the registry and the simulator are
 * named in {@code cluster}.
 */
@NullMarked
package net.leasequery.quickstart.process;

import org.jspecify.annotations.NullMarked;
