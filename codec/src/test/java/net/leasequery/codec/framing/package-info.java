/** Tests of the framing. RFC 6926 section 6.1. */
@NullMarked
package net.leasequery.codec.framing;

import org.jspecify.annotations.NullMarked;
