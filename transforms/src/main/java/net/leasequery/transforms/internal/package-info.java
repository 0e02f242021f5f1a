/** Internals of the transforms: no API. */
@NullMarked
package net.leasequery.transforms.internal;

import org.jspecify.annotations.NullMarked;
