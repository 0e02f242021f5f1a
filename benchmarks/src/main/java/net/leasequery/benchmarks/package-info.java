/** The command of {@code bin/bench}. */
@NullMarked
package net.leasequery.benchmarks;

import org.jspecify.annotations.NullMarked;
