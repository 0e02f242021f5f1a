/** Tests of the package of the same name. */
@NullMarked
package net.leasequery.connect.readback;

import org.jspecify.annotations.NullMarked;
