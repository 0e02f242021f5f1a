/** Topologies that the documentation shows, tried out. */
@NullMarked
package net.leasequery.streams.recipes;

import org.jspecify.annotations.NullMarked;
