/** Counts of transforms as JMX beans. */
@NullMarked
package net.leasequery.transforms.internal.metrics;

import org.jspecify.annotations.NullMarked;
