/** Finds tenures in the stores of this instance and of the others, which prove to each other that they are instances. */
@NullMarked
package net.leasequery.streams.lookup.cluster;

import org.jspecify.annotations.NullMarked;
