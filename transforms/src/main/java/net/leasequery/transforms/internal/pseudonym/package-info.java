/** Keyed tokens, truncation, and the rules for fields. */
@NullMarked
package net.leasequery.transforms.internal.pseudonym;

import org.jspecify.annotations.NullMarked;
