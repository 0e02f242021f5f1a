/** Tests of what both families share, and of the arrows between packages. */
@NullMarked
package net.leasequery.codec;

import org.jspecify.annotations.NullMarked;
