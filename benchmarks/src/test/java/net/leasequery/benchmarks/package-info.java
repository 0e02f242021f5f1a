@NullMarked
package net.leasequery.benchmarks;

import org.jspecify.annotations.NullMarked;
