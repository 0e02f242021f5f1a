/** Judges of the outputs: they know the facts in {@code src/test/resources/siem} and nothing of the transforms. */
@NullMarked
package net.leasequery.transforms.siem;

import org.jspecify.annotations.NullMarked;
