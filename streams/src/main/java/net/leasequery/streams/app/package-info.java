/**
 * The application: its topology, its topics, its start and stop, and its metrics.
 */
@NullMarked
package net.leasequery.streams.app;

import org.jspecify.annotations.NullMarked;
