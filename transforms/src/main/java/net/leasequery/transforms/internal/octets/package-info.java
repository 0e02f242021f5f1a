/** Octets as text: printable or hexadecimal, DUIDs, and documented vendor formats of option 82. */
@NullMarked
package net.leasequery.transforms.internal.octets;

import org.jspecify.annotations.NullMarked;
