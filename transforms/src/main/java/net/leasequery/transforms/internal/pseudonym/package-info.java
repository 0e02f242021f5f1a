/** Keyed tokens, truncation, and which field gets which. */
@NullMarked
package net.leasequery.transforms.internal.pseudonym;

import org.jspecify.annotations.NullMarked;
