/** Finds tenures in the stores of all instances, which authenticate to each other. */
@NullMarked
package net.leasequery.streams.lookup.cluster;

import org.jspecify.annotations.NullMarked;
