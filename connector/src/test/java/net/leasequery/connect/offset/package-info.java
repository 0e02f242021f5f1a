/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.offset;

import org.jspecify.annotations.NullMarked;
