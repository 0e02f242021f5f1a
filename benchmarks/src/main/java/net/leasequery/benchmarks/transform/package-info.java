/** What a transform costs beside the converter that follows it. */
@NullMarked
package net.leasequery.benchmarks.transform;

import org.jspecify.annotations.NullMarked;
