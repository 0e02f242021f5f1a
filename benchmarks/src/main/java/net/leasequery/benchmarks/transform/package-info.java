/** The cost of a transform compared with the converter that follows it. */
@NullMarked
package net.leasequery.benchmarks.transform;

import org.jspecify.annotations.NullMarked;
