/** Hostile messages through everything that a message passes. */
@NullMarked
package net.leasequery.connect.fuzz;

import org.jspecify.annotations.NullMarked;
