/**
 * The application: its topology, its topics, how it starts and stops, and what it tells of itself.
 */
@NullMarked
package net.leasequery.streams.app;

import org.jspecify.annotations.NullMarked;
