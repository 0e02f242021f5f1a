/** What the transforms are made of: no API. */
@NullMarked
package net.leasequery.transforms.internal;

import org.jspecify.annotations.NullMarked;
